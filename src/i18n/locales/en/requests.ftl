# `lotsenwerk requests`: what is asked for, and calling it off.

requests-none = No request.
requests-line = { $id }  { $reference }, { $organisation }, { $when }, { $state ->
    [draft] draft
    [open] open
    [proposed] Lotse proposed
    [offered] Lotse asked
    [assigned] filled
    [completed] completed
    [cancelled] cancelled
    [expired] expired
   *[unserved] nobody found
}
requests-unknown = There is no request { $id }; lotsenwerk requests list shows those that are not over.
requests-cancelled = Request { $id } is cancelled, { $count ->
    [0] nobody was to go
    [one] and one assignment with it
   *[other] and { $count } assignments with it
}; the mails to everybody concerned are in the outbox.
