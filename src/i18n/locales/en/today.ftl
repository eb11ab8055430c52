# The page with which a coordinator begins the day.

today-title = Today
today-new = New request
today-no-desk = Your account belongs to no project. Whoever looks after the accounts can give you a role.
today-summary = { $count ->
    [0] Nothing waits for you
    [one] One thing needs you
   *[other] { $count } things need you
}, { $waiting ->
    [0] no answer is due
    [one] one answer is due
   *[other] { $waiting } answers are due
}, and today { $today ->
    [0] there is no appointment
    [one] there is one appointment
   *[other] there are { $today } appointments
}.
today-failed-mails = { $count ->
    [one] One mail did not arrive and was given up
   *[other] { $count } mails did not arrive and were given up
}. Check the addresses, call, and ask the operators to send them again.
today-decide = Needs your decision
today-decide-none = Nothing to decide. Well done.
today-waiting = Waits for an answer
today-waiting-none = Nobody is being asked at the moment.
today-today = Appointments today
today-today-none = There is no appointment today.
today-nobody = nobody found
today-call = please call: { $phone }
today-call-without-number = please call; no number is known
today-proposed = review the proposal
today-review = { $count ->
    [one] One proposal waits for your review
   *[other] { $count } proposals wait for your review
}
today-open = not matched yet
today-until = answer by { $moment }
today-more = { $count ->
    [one] See one more
   *[other] See { $count } more
}
today-match = Match open requests now
today-newcomer = asked for by a newcomer: please read
