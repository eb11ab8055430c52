# Mails to Lotsen: warm and short; to requesters and coordinators: polite. Nothing here may name a newcomer or a topic.

mail-greeting = Hello { $name },
mail-thanks = Thank you for being part of this!
mail-regards = Kind regards
mail-footer = Sent automatically for: { $project }
mail-calendar-file = appointment.ics

mail-task-accompaniment = Accompaniment in { $languages }
mail-task-interpreting = Interpreting { $languages }
mail-place-in-person = in { $town }
mail-place-phone = by phone
mail-place-video = by video

mail-offer-subject = { $sittings ->
    [one] Can you help on { $day }? { $task } { $place } ({ $reference })
   *[other] Can you help at { $sittings } appointments from { $day }? { $task } { $place } ({ $reference })
}
mail-offer-intro-accompaniment = { $sittings ->
    [one] A volunteer (Lots*in) is needed for this appointment. You are a good match – can you take it?
   *[other] A volunteer (Lots*in) is needed for these { $sittings } appointments, ideally the same person each time. You are a good match – can you take them?
}
mail-offer-intro-interpreting = { $sittings ->
    [one] Somebody is needed to interpret at this appointment. You are a good match – can you take it?
   *[other] Somebody is needed to interpret at these { $sittings } appointments, ideally the same person each time. You are a good match – can you take them?
}

mail-when = When
mail-duration = Duration
mail-where = Where
mail-where-in-person = { $town }, in person
mail-where-phone = by phone, request from { $town }
mail-where-video = by video, request from { $town }
mail-way = One way
mail-task = Task
mail-accompaniment = Accompaniment
mail-interpreting = Interpreting
mail-language = Language

mail-offer-answer-until = Please answer by { $moment }.
mail-offer-yes = Yes, I’ll take it
mail-offer-no = No, not this time
mail-offer-reply = Simply reply to this email: “yes” or “no” is enough.
mail-offer-yes-subject = Yes to { $reference }
mail-offer-no-subject = No to { $reference }
mail-offer-open = View the offer and answer

mail-offer-next = What happens next
mail-offer-next-yes = If you say yes, we will confirm and tell you the meeting point and who to ask for. Only then is it fixed.
mail-offer-next-no = If you cannot, that is perfectly fine. We will ask somebody else.
mail-offer-next-calendar = { $sittings ->
    [one] The appointment is attached as a tentative entry for your calendar.
   *[other] The appointments are attached as tentative entries for your calendar.
}
mail-offer-next-privacy = For data protection, we share names and the matter itself only after you have said yes.

mail-offer-entry = Asked: { $task } ({ $reference })
mail-offer-entry-open = Not fixed yet: you have been asked by email.

mail-call-subject = Please call: { $lotse } about { $day }, { $title } ({ $reference })
mail-call-intro = { $lotse } is a good match for this request, but has no email address. Please call and ask whether it is possible.
mail-call-no-phone = no number known
mail-call-answer = Note the answer
mail-call-command = You can also note the answer like this: lotsenwerk offers accept { $offer } or lotsenwerk offers decline { $offer }
mail-call-until = The answer counts until { $moment }. After that somebody else is asked.
mail-call-privacy = For data protection, we share names and the matter itself only after a yes.

mail-pass-on-subject = For { $lotse } (no email): { $subject }
mail-pass-on = { $lotse } has no email address. Please pass on what is written here.
mail-pass-on-phone = { $lotse } has no email address. Please call ({ $phone }) and pass on what is written here.

mail-good-day = Hello,
mail-good-day-name = Hello { $name },
mail-phone = Phone
mail-meeting-point = Meeting point
mail-address = Address
mail-contact = Contact
mail-asked-by = Requested by
mail-lotse = Volunteer (Lots*in)
mail-reference = Number
mail-before = Before
mail-good-to-know = Good to know
mail-open-assignment = View the appointment
mail-open-request = Open the request
mail-calendar-file-cancelled = cancelled.ics
mail-feed-name = Assignments ({ $project })
mail-entry = { $task } ({ $reference })
mail-lotse-cannot = If you cannot make it after all, please tell us as early as you can, so that we can find somebody else.
mail-lotse-cannot-now = If you cannot make it after all, please call us right away.
mail-lotse-secret = What you learn at the appointment stays confidential.
mail-requester-cannot = If anything changes, please tell us as early as you can.
mail-requester-questions = Please send questions for the volunteer to us.

mail-withdrawn-subject = No longer needed: { $day }, { $title } ({ $reference })
mail-withdrawn-intro = { $sittings ->
    [one] Our question to you has settled itself: the appointment is off or is being planned anew.
   *[other] Our question to you has settled itself: the appointments are off or are being planned anew.
}
mail-withdrawn-busy = You have agreed to something else at that time by now. You cannot do both, so we have taken our question back.
mail-withdrawn-away = You are not listed as active with us at the moment, so we have taken our question back. Is that wrong? Then please get in touch with us.
mail-withdrawn-rest = There is nothing for you to do. We will gladly ask you again next time.
mail-taken-subject = Already taken: { $day }, { $title } ({ $reference })
mail-taken-intro = { $sittings ->
    [one] Somebody else has already taken this appointment. It was urgent, so we had asked several people.
   *[other] Somebody else has already taken these appointments. It was urgent, so we had asked several people.
}
mail-taken-rest = There is nothing for you to do. Thank you for letting us ask you!

mail-confirmation-subject = { $sittings ->
    [one] Confirmed: { $day }, { $title } ({ $reference })
   *[other] Confirmed: { $sittings } appointments from { $day }, { $title } ({ $reference })
}
mail-confirmation-intro-lotse = { $sittings ->
    [one] Thank you for saying yes! The appointment is fixed now.
   *[other] Thank you for saying yes! The appointments are fixed now.
}
mail-confirmation-intro-requester = { $sittings ->
    [one] Somebody has agreed to come to this appointment.
   *[other] Somebody has agreed to come to these appointments.
}
mail-confirmation-calendar-lotse = { $sittings ->
    [one] The appointment is attached as an invitation for your calendar.
   *[other] The appointments are attached as an invitation for your calendar.
}
mail-confirmation-feed = You can subscribe to all your appointments in your calendar (for you only, please keep it to yourself): { $url }
mail-confirmation-calendar-requester = { $sittings ->
    [one] The appointment is attached as an invitation for your calendar.
   *[other] The appointments are attached as an invitation for your calendar.
}

mail-change-subject = New time: { $day }, { $title } ({ $reference })
mail-change-intro-lotse = The time has changed. Please check whether it suits you.
mail-change-intro-requester = The time has changed.
mail-change-unfit-lotse = If the new time does not suit you, please tell us right away, so that we can find somebody else.
mail-change-unfit-requester = If the new time is not right, please tell us right away.
mail-change-calendar = The attached invitation changes the entry in the calendar.

mail-cancellation-subject = Cancelled: { $day }, { $title } ({ $reference })
mail-cancellation-lotse-by-lotse = We have received your cancellation. Thank you for telling us – we are looking for somebody else.
mail-cancellation-lotse-by-requester = It has been called off: you do not need to come.
mail-cancellation-lotse-by-project = We had to call it off: you do not need to come. If you have questions, just ask us.
mail-cancellation-requester-by-lotse = Unfortunately the volunteer cannot come. We are already looking for somebody else and will be in touch.
mail-cancellation-requester-by-requester = We have received your cancellation. The volunteer has been told.
mail-cancellation-requester-by-newcomer = The newcomer has called off and needs no help any more. The volunteer has been told.
mail-cancellation-requester-by-project = Unfortunately we have to cancel. If you have questions, please contact us.
mail-cancellation-calendar = { $sittings ->
    [one] The attached file takes the entry out of the calendar.
   *[other] The attached file takes the entries out of the calendar.
}

mail-nobody-subject = Nobody found: { $day }, { $title } ({ $reference })
mail-nobody-intro = Unfortunately we have found nobody for this request.
mail-nobody-near = Please be prepared that nobody from us comes. If somebody is found after all, you will get a confirmation.
mail-nobody-over = The time for it has run out, and we have stopped looking. If help is still needed, please post a new request.

mail-reminder-subject = Reminder: { $day }, { $title } ({ $reference })
mail-reminder-intro = It is nearly time. Here is everything you need once more.

mail-alarm-subject-cancelled = Urgent: cancelled for { $day }, { $title } ({ $reference })
mail-alarm-subject-no-show = Urgent: did not come on { $day }, { $title } ({ $reference })
mail-alarm-subject-nobody = Urgent: nobody left to ask for { $day }, { $title } ({ $reference })
mail-alarm-intro-cancelled = { $lotse } has called off at short notice. The place is open again.
mail-alarm-intro-no-show = { $lotse } did not come to the appointment.
mail-alarm-intro-nobody = Everybody who could be asked has been asked. Nobody could agree.
mail-alarm-intro-called-off = Whoever posted the request has called off at short notice.
mail-alarm-intro-not-needed = The newcomer has called off at short notice.
mail-alarm-next-called-off = { $lotse } is being told by email. Please call, so that nobody comes in vain.
mail-alarm-next-cancelled = The search for somebody else is under way. If it finds nobody, another mail follows.
mail-alarm-next-no-show = Please ask whoever posted the request whether a new appointment is needed, and find out what happened.
mail-alarm-next-nobody = Another time, phone or video, or a neighbouring project may help. Please also tell whoever asked.

mail-unserved-subject = { $count ->
    [one] Nobody found yet for one request: { $title } ({ $reference })
   *[other] Nobody found yet for { $count } requests
}
mail-unserved-intro = { $count ->
    [one] Nobody was found for one request. Here is why, and what would help.
   *[other] Nobody was found for { $count } requests. Here is why, and what would help, the most urgent first.
}
mail-unserved-series = { $count } appointments from { $day }
mail-unserved-more = { $count ->
    [one] There is one more request. To see them all: lotsenwerk requests list
   *[other] There are { $count } more requests. To see them all: lotsenwerk requests list
}

mail-digest-subject = { $count ->
    [0] { $day }: nothing waits for you today
    [one] { $day }: one thing waits for you
   *[other] { $day }: { $count } things wait for you
}
mail-digest-intro = { $count ->
    [0] There is nothing to decide today. How nice!
    [one] One thing waits for you on { $day }.
   *[other] { $count } things wait for you on { $day }.
}
mail-digest-decide = To decide ({ $count })
mail-digest-call = To be called ({ $count })
mail-digest-unserved = Without a volunteer ({ $count })
mail-digest-waiting = Waiting for an answer ({ $count })
mail-digest-today = Appointments today ({ $count })
mail-digest-failed = Not delivered ({ $count })
mail-digest-failed-mails = { $count ->
    [one] One mail could not be delivered.
   *[other] { $count } mails could not be delivered.
}
mail-digest-more = and { $count } more
mail-digest-until = answer by { $moment }
mail-digest-open = View all of it
mail-digest-unsubscribe = Stop receiving this overview: { $page }

mail-account-greeting = Hello { $name },
mail-account-invitation-subject = Your access to Lotsenwerk
mail-account-invitation = an account on Lotsenwerk has been made for you. Choose a password, and you can log in with this mail address.
mail-account-invitation-until = The link works once and until { $until }.
mail-account-invitation-unasked = You know nothing of this? Then delete this mail. Without a password nobody logs in with your address.
mail-account-reset-subject = A new password for Lotsenwerk
mail-account-reset = somebody, probably you, wants to choose a new password for your account.
mail-account-reset-until = The link works once and until { $until }. Once you have chosen a new password, you are logged out everywhere.
mail-account-reset-unasked = It was not you? Then delete this mail. Your password stays as it is.
mail-account-log-in-subject = Your link to log in to Lotsenwerk
mail-account-log-in = With this link you log in without a password.
mail-account-log-in-until = It works once and until { $until }. Do not pass it on: whoever has it gets into your account.
mail-account-log-in-unasked = You did not ask for a link? Then delete this email. Without the link nobody gets in.
mail-account-log-in-deed = Log in now
mail-account-choose = Choose a password
mail-account-code = Your code
mail-account-factor-on-subject = A second factor for your account
mail-account-factor-on = on { $at } a second factor was set up for your account on Lotsenwerk.
mail-account-factor-on-then = Whoever logs in needs its code from now on. Everywhere else you have been logged out.
mail-account-factor-off-subject = Your second factor is switched off
mail-account-factor-off = on { $at } the second factor of your account on Lotsenwerk was switched off.
mail-account-factor-off-then = Your password alone is enough to log in now. Roles that want a second factor rest until there is one again.
mail-account-codes-subject = New recovery codes for your account
mail-account-codes = on { $at } new recovery codes were made for your account on Lotsenwerk.
mail-account-codes-then = The codes before are good no more.
mail-account-password-subject = Your password was changed
mail-account-password = on { $at } a new password was set for your account on Lotsenwerk.
mail-account-password-then = The one before is good no more; other log-ins and all tokens have ended.
mail-account-token-subject = A new token for your account
mail-account-token = on { $at } a token with the name “{ $token }” was made for your account on Lotsenwerk.
mail-account-token-until = Programs that have it act in your name until { $until }.
mail-account-not-you = It was not you? Then choose a new password at once: that ends all log-ins and tokens. And tell us by an answer to this mail.
