# Die Seite, mit der eine Koordinatorin den Tag beginnt.

today-title = Heute
today-new = Neue Anfrage
today-no-desk = Ihr Konto gehört zu keinem Projekt. Wer die Konten betreut, kann Ihnen eine Rolle geben.
today-summary = { $count ->
    [0] Nichts wartet auf Sie
    [one] Eine Sache braucht Sie
   *[other] { $count } Sachen brauchen Sie
}, { $waiting ->
    [0] keine Antwort steht aus
    [one] eine Antwort steht aus
   *[other] { $waiting } Antworten stehen aus
}, heute { $today ->
    [0] ist kein Termin
    [one] ist ein Termin
   *[other] sind { $today } Termine
}.
today-failed-mails = { $count ->
    [one] Eine Mail kam nicht an und wurde aufgegeben
   *[other] { $count } Mails kamen nicht an und wurden aufgegeben
}. Prüfen Sie die Adressen, rufen Sie an, und bitten Sie den Betrieb, sie noch einmal zu senden.
today-decide = Braucht Ihre Entscheidung
today-decide-none = Nichts zu entscheiden. Gut gemacht.
today-waiting = Wartet auf Antwort
today-waiting-none = Niemand ist gerade gefragt.
today-today = Termine heute
today-today-none = Heute ist kein Termin.
today-nobody = niemand gefunden
today-call = bitte anrufen: { $phone }
today-call-without-number = bitte anrufen; keine Nummer bekannt
today-proposed = Vorschlag prüfen
today-review = { $count ->
    [one] Ein Vorschlag wartet auf Ihre Prüfung
   *[other] { $count } Vorschläge warten auf Ihre Prüfung
}
today-open = noch nicht vermittelt
today-until = Antwort bis { $moment }
today-more = { $count ->
    [one] Noch eine
   *[other] Noch { $count }
} ansehen
today-match = Offene Anfragen jetzt vermitteln
today-newcomer = von Zugewanderten angefragt: bitte lesen
