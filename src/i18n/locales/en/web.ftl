# Pages for Lotsen without an account: short. They also show texts of mail.ftl, so that mail and page say the same.

web-offer-open-title = Can you help?
web-offer-accepted-title = Thank you for taking this on!
web-offer-accepted = The confirmation with meeting point and contact comes by email.
web-offer-accepted-cannot = Can’t make it after all? Please tell us as early as you can, so that we can ask somebody else.
web-offer-called-off-title = Called off
web-offer-called-off = You had agreed to come, and then this appointment was called off. You do not have to come.
web-offer-unfit-title = That is no longer possible
web-offer-unfit-busy = You have agreed to something else at that time by now, and you cannot do both. Thank you for wanting to help!
web-offer-unfit-away = You are not listed as active with us at the moment. Is that wrong? Then please get in touch with us.
web-offer-declined-title = Thank you for your answer
web-offer-declined = That is quite all right. We are asking somebody else now.
web-offer-expired-title = The time for an answer is over
web-offer-expired = We are asking somebody else by now. Would you still like to help? Then please get in touch with us.
web-offer-withdrawn-title = Already settled
web-offer-withdrawn = This request is no longer open. Thank you for wanting to help!
web-offer-sketch = Sketch: the way from home to { $town }, as a straight line
web-offer-home = home
web-offer-reason-question = Would you like to say why? You don’t have to. It helps us ask you for what suits you.
web-offer-reason-not-now = I have no time then
web-offer-reason-too-far = It is too far for me
web-offer-reason-topic = This task is not for me
web-offer-reason-other = Something else
web-offer-reason-send = Send reason
web-offer-reason-thanks = Thank you, we have noted it.

web-no-link-title = This link is not valid
web-no-link = It is incomplete or no longer valid. Please open it from the email once more, or simply reply to the email.
web-busy-title = Very busy just now
web-busy = Nothing has been saved yet. Please try again in a minute.
web-failed-title = That did not work
web-failed = The fault is ours. Please open the link from the email once more: it shows whether your answer has arrived.
web-too-many-title = That was too fast
web-too-many = Very many requests are coming from your connection. Please wait a moment and try again.
web-too-slow-title = That took too long
web-too-slow = The connection was too slow, nothing has been saved. Please try again.
web-not-here-title = There is no such page
web-not-here = Perhaps a part of the address is missing. Open the link from the mail once more, or begin at the first page.

web-account-invited-title = Welcome to Lotsenwerk
web-account-invited = Hello { $name }, you are invited. Choose a password, and your account is ready.
web-account-reset-title = Choose a new password
web-account-reset = Hello { $name }, choose a new password here. Afterwards you are logged out everywhere and log in with it.
web-account-email = Mail address by which you log in
web-account-password = Password
web-account-hint = At least { $shortest } characters. Best a few words that do not belong together; digits and signs are not needed.
web-account-send = Set the password
web-account-until = This link is good once, until { $moment }.
web-account-too-short = The password is too short. Use { $count } characters or more.
web-account-too-long = The password is too long. Use { $count } characters at most.
web-account-guessable = This password is easily guessed: many have it, or your name or address is in it. Use another one.
web-account-ready-title = Your password is set
web-account-ready = From now on you can log in with your mail address and this password. You can close this window.
web-account-over-title = This link is not good any more
web-account-over = It was used already, has expired, or a newer one is on its way. Open the link of the newest mail, or ask for a new one.

web-skip = To the content
web-ways = Areas
web-way-today = Today
web-way-requests = Requests
web-way-matching = Matching
web-way-lotsen = Lotsen
web-way-week = Week
web-way-hours = Hours
web-way-proofs = Proof of use
web-way-programmes = Funding
web-way-coverage = Coverage
web-way-own = For me
web-way-outbox = Outbox
web-way-users = Accounts
web-way-organisation = Organisation
web-log-out = Log out
web-back = Back
web-filter = Show
web-pages = Further pages
web-first-page = To the beginning
web-next-page = Next

web-log-in-title = Log in
web-log-in-email = Mail address
web-log-in-password = Password
web-log-in-code = Code
web-log-in-code-hint = Only if you have set up a second factor: from the app, or a recovery code
web-log-in-send = Log in
web-log-in-by-link = Log in without a password: have a link sent by email
web-log-in-forgotten = Forgotten your password?
web-log-in-wrong = Address, password or code do not fit. Check them, or ask for a new password.
web-log-in-code-wanted = Your account has a second factor. Please type the password once more, and the code from the app.
web-log-in-wait = Those were many attempts. Please wait { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
} and try again then.
web-log-in-ended = Your session has ended. Log in, and you go on with what you had typed: nothing is lost.
web-log-in-go-on-title = You are logged in again
web-log-in-go-on = What you typed is still there. Send it now.
web-log-in-go-on-send = Send what I typed

web-form-faults = { $count ->
    [one] One field needs a change. Nothing is saved yet.
   *[other] { $count } fields need a change. Nothing is saved yet.
}
web-form-language = This language is not known. Choose one from the list that appears as you type.
web-form-carrier = There is not exactly one project that serves this place. Please choose one.
web-form-time = Write the day like 3.12.2026 and the time like 9:30.

web-nothing-title = There is nothing here
web-nothing = There is no such entry, or it does not belong to your area.
web-forbidden-title = This is none of your tasks
web-forbidden = Your account has no role for it. Whoever looks after the accounts can give you one.
web-factor-needed-title = Set up the second factor first
web-factor-needed = Your role counts once you log in with a second factor.
web-factor-needed-way = Set up the second factor
web-changed-title = Somebody was quicker
web-changed = The entry was changed meanwhile. Go back, load the page again, and decide once more.
web-cross-site-title = This came from another site
web-cross-site = To be safe nothing was changed. Open the page here once more and send it from there.
web-too-large-title = That is too much at once
web-too-large = Nothing was saved. Shorten the text and send it again.

web-done-posted = The request is saved. The next matching looks at it; at once where it is urgent.
web-done-draft = The draft is saved.
web-done-changed = The change is saved.
web-done-cancelled = The request is called off. Everybody concerned is told.
web-done-cancelled-together = The requests are cancelled. Everybody concerned is told.
web-done-posted-together = The requests are posted. They are matched in the next run, urgent ones at once.
web-done-released = The offers are on their way. Answers appear under "Today".
web-done-accepted = The proposal is accepted.
web-done-dropped = The proposal is dropped.
web-done-swapped = The proposal is swapped.
web-done-stopped = The matching is stopping.
web-done-answered = The answer is noted.
web-done-again = The mail goes out once more.
web-done-saved = Saved.
web-done-listed = The list is taken.
web-done-removed = Removed.

web-stands = It stands at "{ $state }".
web-settled = This is settled already.
