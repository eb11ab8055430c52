# Mails to Lotsen: warm and short. Nothing here may name a newcomer, a topic or a street.

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

mail-offer-when = When
mail-offer-duration = Duration
mail-offer-where = Where
mail-offer-where-in-person = { $town }, in person
mail-offer-where-phone = by phone, request from { $town }
mail-offer-where-video = by video, request from { $town }
mail-offer-way = One way
mail-offer-task = Task
mail-offer-accompaniment = Accompaniment
mail-offer-interpreting = Interpreting
mail-offer-language = Language

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
