# `lotsenwerk offers`: wer gefragt ist, und was geantwortet wurde.

offers-none = Kein Angebot wartet auf Antwort.
offers-line = { $id }  { $lotse }, Anfrage { $reference }, Antwort bis { $until }
offers-call = ohne Mail-Adresse, bitte anrufen: { $phone }
offers-call-without-number = ohne Mail-Adresse, bitte anrufen; keine Telefonnummer bekannt
offers-accepted = Das Angebot { $id } ist angenommen: Der Einsatz ist bestätigt, die Mails an alle Beteiligten liegen im Postausgang.
offers-declined = Das Angebot { $id } ist abgelehnt: Die Anfrage wird neu vermittelt, ohne noch einmal zu fragen, wer abgesagt hat.
offers-unknown = Es gibt kein Angebot { $id }; lotsenwerk offers list zeigt die offenen.
offers-unfit-busy = Das Angebot { $id } lässt sich nicht mehr annehmen: Zu dieser Zeit ist die Lots*in inzwischen woanders zugesagt. Es ist zurückgezogen, eine Mail sagt warum, und jemand anderes wird gesucht.
offers-unfit-away = Das Angebot { $id } lässt sich nicht mehr annehmen: Die Lots*in ist nicht aktiv oder hat nicht eingewilligt. Es ist zurückgezogen, eine Mail sagt warum, und jemand anderes wird gesucht.
offers-settled = Das Angebot { $id } ist schon entschieden ({ $state ->
    [accepted] angenommen
    [declined] abgelehnt
    [expired] die Zeit ist abgelaufen
   *[withdrawn] zurückgezogen
}); geändert wurde nichts.
