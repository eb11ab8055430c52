# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] Your appointment
   *[other] Your appointments
}
newcomer-subject-change = New time for your appointment
newcomer-subject-cancelled = Your appointment is cancelled
newcomer-subject-not-needed = You have called off
newcomer-subject-helper-lost = Important: your appointment
newcomer-subject-reminder = Reminder: your appointment

newcomer-greeting = Hello,
newcomer-intro-confirmation = Good news: we have found help for you.
newcomer-intro-change = The appointment has a new time.
newcomer-intro-cancelled = This appointment will not take place. Please do not come.
newcomer-intro-not-needed = We have received your message. Nobody from us will come. The appointment itself stays. Are you not going? Then please cancel there too.
newcomer-intro-helper-lost = Unfortunately the person cannot help you. We are looking for another person. We will write to you again.
newcomer-intro-one-less = Unfortunately one person cannot come. Here you can read who helps you now.
newcomer-intro-elsewhere = We now write to you at another email address. You will get no more messages here about this appointment. The appointment itself stays.
newcomer-intro-nobody-found = Unfortunately we have found nobody. Nobody from us will come to this appointment. The appointment itself stays.
newcomer-intro-withdrawn = Nobody from us will come to this appointment. The appointment itself stays.
newcomer-intro-reminder = Please remember your appointment.

newcomer-when = When
newcomer-before = Old time (no longer valid)
newcomer-where = Where
newcomer-who = Who helps you
newcomer-accompaniment = Accompaniment
newcomer-interpreting = Interpreting
newcomer-by-phone = by phone
newcomer-by-video = by video

newcomer-bring = Please bring: your ID and your letters about the appointment.
newcomer-absent = You have no time? Please tell us early:
newcomer-questions = Do you have questions? Write to us or call us:
newcomer-page = See the appointment or call off the help
newcomer-regards = Kind regards

newcomer-cancel = I do not need help any more
newcomer-cancel-question = Do you want to call off the help?
newcomer-cancel-means = Then nobody from us will come. The appointment itself stays. Are you not going? Then please cancel there too.
newcomer-cancel-yes = Yes, call off the help
newcomer-cancel-no = No, go back
newcomer-link-over = This link is no longer valid.
