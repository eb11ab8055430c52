# `lotsenwerk assignments`: who goes where, and what becomes of it.

assignments-none = No assignment is { $state ->
    [confirmed] confirmed
    [completed] completed
    [cancelled] cancelled
   *[no_show] missed
}.
assignments-line = { $id }  { $lotse }, request { $reference }, { $sittings ->
    [one] { $when }
   *[other] { $sittings } sittings from { $when }
}
assignments-cancelled = Assignment { $id } is cancelled, and the mails are in the outbox. { $request ->
    [cancelled] The whole request is cancelled.
    [open] The request is open again and matched again.
    [offered] Others are still asked; the search goes on.
   *[assigned] Others go; somebody is looked for to fill the place.
}
assignments-changed = { $count ->
    [one] Assignment { $id } is moved to its new time, and the mails are in the outbox.
   *[other] Assignment { $id } is moved to its new time with all { $count } of the same request, and the mails are in the outbox.
}
assignments-missed = Assignment { $id } is noted as missed. { $request ->
    [completed] That completes the request.
    [unserved] None of the Lotsen came: the request stands as unserved. A list with a new appointment opens it again.
   *[assigned] Other assignments of the request are still to be noted.
}
assignments-completed = Assignment { $id } is noted as completed. { $request ->
    [completed] That completes the request.
   *[assigned] Other assignments of the request are still to be noted.
}
assignments-unknown = There is no assignment { $id }; lotsenwerk assignments list shows those that are confirmed.
assignments-not-confirmed = Assignment { $id } is already { $state ->
    [completed] completed
    [cancelled] cancelled
    [no_show] missed
   *[confirmed] confirmed
}; nothing was changed. lotsenwerk assignments list shows what is still confirmed.
assignments-request-over = { $id }: the request is already { $state ->
    [completed] completed
    [cancelled] cancelled
   *[expired] expired
}; nothing was changed.
assignments-begun = { $id }: the appointment began on { $when }; nothing was changed. Note with assignments complete or no-show how it ended.
assignments-not-begun = { $id }: the appointment does not begin before { $when }; nothing was changed. Until then assignments cancel or change helps.
assignments-past = { $id }: { $when } has passed; nothing was changed. Give a time in the future with --start.
assignments-unchanged = { $id }: the appointment is at this time already; nothing was changed. Give something else with --start or --minutes.
assignments-hours-wait = { $id }: hours are written down for the assignment; nothing was changed. Send them back first if it did not take place.
assignments-hours-confirmed = { $id }: the hours of the assignment were confirmed and stay; nothing was changed.
assignments-no-time = { $id }: this is no time for an appointment ({ $why }); nothing was changed. Give a local time that exists with --start, and 1 to 1440 with --minutes.
assignments-overlap = { $id }: { $lotse } goes to request { $reference } then ({ $when }, assignment { $other }); nothing was changed. Choose another time, or move that assignment first.
