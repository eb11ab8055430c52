# The own account: password, sessions, second factor, keys for programs.

self-done-password = Your new password is set. Everywhere else you are logged out.
self-done-ended = You are logged out there.
self-done-revoked = The key is good for nothing any more.
self-done-disabled = The second factor is switched off.

self-first-run = There is no account here yet. Whoever can get at the machine on which Lotsenwerk runs makes the first one:
self-first-run-then = The command shows a link. Whoever opens it chooses a password and can then invite everybody else.

self-log-in-link-title = Link to log in
self-log-in-link = Give the email address of your account. You get a link by which you log in once without a password.
self-log-in-link-code = Code from your app, or a recovery code
self-log-in-link-wrong = The code does not fit. Wait for the next one in the app, or use a recovery code.
self-log-in-link-wanted = Please enter the code from the app as well.
self-log-in-link-over-title = This link is no longer valid
self-log-in-link-over = A link to log in works once and for a short time only. Have a new one sent to you. Did you ask for several? Then only the last one works.
self-log-in-link-again = Ask for a new link

self-forgotten-title = Forgotten password
self-forgotten = Name the mail address by which you log in. You get a link to choose a new password.
self-forgotten-send = Ask for the link
self-forgotten-back = To the log-in
self-forgotten-sent-title = Look into your mailbox
self-forgotten-sent = If there is an account with this address, a mail is on its way now. Your link is good for { $minutes } minutes. If nothing arrives, look into the spam folder, or ask whoever looks after your account.

self-facts = About you
self-email = Mail address
self-language = Language
self-language-german = German
self-language-english = English
self-roles = Roles
self-no-role = None at present. Whoever looks after the accounts can give you one.
self-security = Logging in and security

self-password-title = Change the password
self-password-about = A long one of a few words will do, and you need not change it as long as nobody knows it.
self-password-lead = Type the password that you have until now, and choose a new one.
self-password-means = Afterwards you are logged out on all other devices, and keys for programs are good for nothing any more.
self-password-current = Current password
self-password-new = New password
self-password-again = New password once more
self-password-differs = This is something else than in the field above. Type the same both times.
self-password-wrong = This is not your password. Mind capital letters.
self-password-send = Change the password

self-sessions-title = Where you are logged in
self-sessions-about = Is there one that you do not know? End it and change your password.
self-sessions-count = { $count ->
    [one] Only here
   *[other] { $count } sessions
}
self-session-unknown = Unknown program
self-session-here = this session
self-session-seen = Last seen: { $moment }
self-session-since = Logged in: { $moment }
self-session-end = Log out
self-sessions-end-others = Log out everywhere else

self-factor-title = Second factor
self-factor-about = A code from your phone when you log in: then a stolen password alone is of no use to anybody.
self-factor-needed = Some of your roles count once you log in with a second factor. Setting it up takes two minutes.
self-factor-is-on = set up
self-factor-is-off = not set up
self-factor-is-wanted = needed for your roles
self-factor-on-lead = Each time you log in you are asked for a code from your app.
self-factor-off-lead = With a second factor a stolen password alone is of no use to anybody.
self-factor-wanted-lead = Your roles count once you log in with a second factor. This is how to set it up:
self-factor-step-app = Take an app that shows codes: FreeOTP, Aegis, the password store of your phone, or another one.
self-factor-step-scan = Type your password here. Then we show a picture that the app reads with the camera.
self-factor-step-codes = Type the code that the app shows. Then you get recovery codes in case the phone is lost.
self-factor-begin = Set it up
self-factor-off = Switch the second factor off
self-factor-off-title = Switch the second factor off?
self-factor-off-ask = Afterwards the password is enough to log in.
self-factor-off-means = Roles that want a second factor do not count any more then, and the recovery codes are good for nothing.
self-factor-begun-title = Connect the app
self-factor-scan = Take it into the app
self-factor-scan-how = Open the app, choose "Add account", and hold the camera at this picture.
self-factor-qr = Picture for the camera: the secret that stands below in letters too
self-factor-type = If that does not work, type these letters and digits (time-based, 6 digits):
self-factor-open = Open in the app on this device
self-factor-once = The picture is shown once. Is it not in the app?
self-factor-again = Begin from the start
self-factor-code = Code from the app
self-factor-code-hint = 6 digits; they change every 30 seconds.
self-factor-confirm = Check the code
self-factor-wrong = This code does not fit. Wait for the next one, and see whether the clock of your phone is right.
self-factor-confirmed-title = The second factor is set up

self-codes-title = Your recovery codes
self-codes-lead = Write these codes down or print them now: they are not shown again.
self-codes-keep = Each is good once, in place of the code from the app. Keep them where you get at them without your phone.
self-codes-kept = I have kept the codes
self-codes-left = { $count ->
    [0] You have no recovery code left. Make new ones while you have your phone.
    [one] You have one recovery code left.
   *[other] You have { $count } recovery codes left.
}
self-codes-renew = New recovery codes
self-codes-renew-title = Make new recovery codes?
self-codes-ask = You get ten new codes, which are shown once.
self-codes-means = The old codes are good for nothing afterwards.
self-codes-made-title = Ten new codes

self-tokens-title = Keys for programs
self-tokens-about = With a key a program reads or writes in your name through the interface, but only what you tick here.
self-tokens-count = { $count ->
    [0] None
    [one] One that is good
   *[other] { $count } that are good
}
self-tokens-none = No key yet. You need one where a program sends requests or fetches figures.
self-token-make = Make a key
self-token-new-title = New key
self-token-name = What for
self-token-name-hint = You recognise it by this later, such as "Nightly import".
self-token-may = What the program may do
self-token-may-hint = Tick as little as possible. It never may more than you.
self-token-until = Good until the end of
self-token-until-hint = A year at most.
self-token-until-column = Good until
self-token-used-column = Last used
self-token-state = State
self-token-unused = never
self-token-open = good
self-token-over = over
self-token-revoked = revoked
self-token-no-scope = Tick at least one.
self-token-beyond = Your roles have changed: you may not do all of this any more. Choose again.
self-token-made-title = The key is made
self-token-made-lead = Copy it now: it is not shown again.
self-token-made-secret = Your key
self-token-made-how = The program sends it with each request:
self-token-made-until = Good until { $moment }.
self-token-made-kept = I have copied the key
self-token-revoke = Revoke
self-token-revoke-title = Revoke the key?
self-token-revoke-means = The program that uses it is turned away at once. This cannot be undone.
self-token-was-used = It was last used: { $moment }.
self-token-never-used = It was never used.

self-may-organisations-read = see organisations
self-may-organisations-write = add and change organisations
self-may-organisations-address = change mail addresses of organisations
self-may-lendings-read = see agreements to lend
self-may-lendings-agree = agree to lend
self-may-users-read = see accounts
self-may-users-write = look after accounts
self-may-lotsen-read = see Lotsen
self-may-lotsen-contact = see how to reach Lotsen
self-may-lotsen-write = add and change Lotsen
self-may-absences-write = note absences
self-may-requests-read = see requests
self-may-requests-contact = see whom to reach about requests
self-may-requests-write = post and change requests
self-may-requests-import = take lists of requests
self-may-candidates-read = see who could be asked
self-may-runs-read = see matching runs
self-may-runs-start = start the matching
self-may-proposals-decide = decide on proposals
self-may-offers-read = see offers
self-may-offers-answer = note answers to offers
self-may-assignments-read = see assignments
self-may-assignments-move = change and call off assignments
self-may-hours-read = see hours
self-may-hours-write = log hours
self-may-hours-confirm = confirm hours
self-may-programmes-read = see funding rules
self-may-programmes-write = change funding rules and budgets
self-may-proofs-read = see proofs of use and forecasts
self-may-coverage-read = see figures of coverage
self-may-advice-order = have advice computed anew
self-may-outbox-read = see the outbox
self-may-outbox-retry = send mails again
self-may-audit-read = see the audit

self-edit = Change name or language
self-edit-title = Name and language
self-name = Your name
self-edit-send = Save
