# `lotsenwerk offers`: who is asked, and what was answered.

offers-none = No offer waits for an answer.
offers-line = { $id }  { $lotse }, request { $reference }, answer until { $until }
offers-call = without a mail address, please call: { $phone }
offers-call-without-number = without a mail address, please call; no phone number known
offers-accepted = Offer { $id } is accepted: the assignment is confirmed, and the mails to everybody concerned are in the outbox.
offers-declined = Offer { $id } is declined: the request is matched again, without asking once more whoever declined.
offers-unknown = There is no offer { $id }; lotsenwerk offers list shows those that wait.
offers-unfit-busy = Offer { $id } can no longer be accepted: the Lotse has agreed to something else at that time. It is taken back, a mail says why, and somebody else is looked for.
offers-unfit-away = Offer { $id } can no longer be accepted: the Lotse is not active, or has not agreed that their data are used. It is taken back, a mail says why, and somebody else is looked for.
offers-settled = Offer { $id } has been decided before ({ $state ->
    [accepted] accepted
    [declined] declined
    [expired] its time is over
   *[withdrawn] taken back
}); nothing was changed.
