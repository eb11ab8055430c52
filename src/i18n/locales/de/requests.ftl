# `lotsenwerk requests`: was gefragt ist, und Absagen ganzer Anfragen.

requests-none = Keine Anfrage.
requests-line = { $id }  { $reference }, { $organisation }, { $when }, { $state ->
    [draft] Entwurf
    [open] offen
    [proposed] Lots*in vorgeschlagen
    [offered] Lots*in gefragt
    [assigned] besetzt
    [completed] erledigt
    [cancelled] abgesagt
    [expired] abgelaufen
   *[unserved] niemand gefunden
}
requests-unknown = Es gibt keine Anfrage { $id }; lotsenwerk requests list zeigt alle, die noch laufen.
requests-cancelled = Die Anfrage { $id } ist abgesagt, { $count ->
    [0] niemand war eingeteilt
    [one] damit auch ein Einsatz
   *[other] damit auch { $count } Einsätze
}; die Mails an alle Beteiligten liegen im Postausgang.
