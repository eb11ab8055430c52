# `lotsenwerk assignments`: wer wohin geht, und was daraus wird.

assignments-none = Kein Einsatz ist { $state ->
    [confirmed] bestätigt
    [completed] als erledigt vermerkt
    [cancelled] abgesagt
   *[no_show] als versäumt vermerkt
}.
assignments-line = { $id }  { $lotse }, Anfrage { $reference }, { $sittings ->
    [one] { $when }
   *[other] { $sittings } Termine ab { $when }
}
assignments-cancelled = Der Einsatz { $id } ist abgesagt, die Mails liegen im Postausgang. { $request ->
    [cancelled] Die ganze Anfrage ist abgesagt.
    [open] Die Anfrage ist wieder offen und wird neu vermittelt.
    [offered] Andere sind noch gefragt; gesucht wird weiter.
   *[assigned] Andere gehen hin; für den freien Platz wird gesucht.
}
assignments-changed = { $count ->
    [one] Der Einsatz { $id } ist verlegt, die Mails liegen im Postausgang.
   *[other] Der Einsatz { $id } ist mit allen { $count } derselben Anfrage verlegt, die Mails liegen im Postausgang.
}
assignments-missed = Der Einsatz { $id } ist als versäumt vermerkt. { $request ->
    [completed] Die Anfrage ist damit erledigt.
    [unserved] Keine der Lots*innen ist gekommen: Die Anfrage steht als unversorgt da. Eine Liste mit einem neuen Termin öffnet sie wieder.
   *[assigned] Andere Einsätze der Anfrage sind noch offen.
}
assignments-completed = Der Einsatz { $id } ist als erledigt vermerkt. { $request ->
    [completed] Die Anfrage ist damit erledigt.
   *[assigned] Andere Einsätze der Anfrage sind noch offen.
}
assignments-unknown = Es gibt keinen Einsatz { $id }; lotsenwerk assignments list zeigt die bestätigten.
assignments-not-confirmed = Der Einsatz { $id } ist schon { $state ->
    [completed] als erledigt vermerkt
    [cancelled] abgesagt
    [no_show] als versäumt vermerkt
   *[confirmed] bestätigt
}; geändert wurde nichts. lotsenwerk assignments list zeigt, was noch bestätigt ist.
assignments-request-over = { $id }: Die Anfrage ist schon { $state ->
    [completed] erledigt
    [cancelled] abgesagt
   *[expired] abgelaufen
}; geändert wurde nichts.
assignments-begun = { $id }: Der Termin hat am { $when } begonnen; geändert wurde nichts. Vermerken Sie mit assignments complete oder no-show, wie er ausging.
assignments-not-begun = { $id }: Der Termin beginnt erst am { $when }; geändert wurde nichts. Vorher hilft assignments cancel oder change.
assignments-past = { $id }: { $when } ist schon vorbei; geändert wurde nichts. Geben Sie mit --start eine Zeit in der Zukunft an.
assignments-unchanged = { $id }: Der Termin liegt schon zu dieser Zeit; geändert wurde nichts. Geben Sie mit --start oder --minutes etwas anderes an.
assignments-hours-wait = { $id }: Für den Einsatz sind Stunden eingetragen; geändert wurde nichts. Geben Sie die Stunden zuerst zurück, wenn er nicht stattfand.
assignments-hours-confirmed = { $id }: Die Stunden des Einsatzes sind bestätigt und bleiben; geändert wurde nichts.
assignments-no-time = { $id }: Das ist keine Zeit für einen Termin ({ $why }); geändert wurde nichts. Geben Sie mit --start eine Ortszeit an, die es gibt, und mit --minutes 1 bis 1440.
assignments-overlap = { $id }: { $lotse } geht dann zu Anfrage { $reference } ({ $when }, Einsatz { $other }); geändert wurde nichts. Wählen Sie eine andere Zeit, oder verlegen Sie zuerst jenen Einsatz.
