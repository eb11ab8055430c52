# Problem documents of the REST interface. Read by those who build on it, and shown by their programs: short, with what to do.

problem-malformed = The body cannot be read.
problem-malformed-remedy = Send JSON in UTF-8 that fits the description of this operation.
problem-unauthenticated = Nobody is logged in.
problem-unauthenticated-remedy = Log in, or send a token: Authorization: Bearer …
problem-wrong-credentials = Mail address, password or code do not fit.
problem-wrong-credentials-remedy = Check them and try again, or ask for a new password.
problem-second-factor-needed = A second factor is needed.
problem-second-factor-needed-remedy = Send the code of your authenticator app, or set one up first.
problem-forbidden = You may not do this.
problem-forbidden-remedy = Ask whoever looks after the accounts for a role, or for a token with this permission.
problem-cross-site = The request came from another site.
problem-cross-site-remedy = Send it from a page of this service, or with a token.
problem-not-found = There is nothing here.
problem-not-found-remedy = Check the address. What you may not see is not there for you either.
problem-method-not-allowed = This address does not know this method.
problem-method-not-allowed-remedy = Use one of those named in the header Allow.
problem-too-slow = The request came too slowly.
problem-too-slow-remedy = Send it again, over a faster connection or in smaller parts.
problem-duplicate = There is one already.
problem-duplicate-remedy = Change the one that is there, or choose another number or name.
problem-missing-reference = Something that is named does not exist.
problem-missing-reference-remedy = Check the identities in the request.
problem-still-referenced = Other records refer to it.
problem-still-referenced-remedy = Remove or change those first.
problem-state = It does not stand where this is possible.
problem-state-remedy = Load it again and look at its state.
problem-changed = Somebody else was quicker.
problem-changed-remedy = Load it again and decide anew.
problem-key-reused = This Idempotency-Key belongs to another request.
problem-key-reused-remedy = Use a new key for each request; repeat one only with the same content.
problem-precondition-failed = It has been changed since you read it.
problem-precondition-failed-remedy = Load it again, look at what has changed, and send your change with the new ETag.
problem-too-large = The body is too long.
problem-too-large-remedy = Send less at once.
problem-unsupported-media-type = This type of content is not taken here.
problem-unsupported-media-type-remedy = Send the type that the description of this operation names, with a fitting Content-Type.
problem-invalid-fields = Some fields do not fit.
problem-invalid-fields-remedy = Correct the fields named under errors and send the request again. Nothing was stored.
problem-precondition-required = It is not said which version is to be changed.
problem-precondition-required-remedy = Load it first, and send its ETag in the header If-Match.
problem-too-many-requests = Too many requests in a short time.
problem-too-many-requests-remedy = Wait as long as the header Retry-After says.
problem-failed = The service has failed.
problem-failed-remedy = Try again later. If it stays like this, tell the operator the number of the request.
problem-busy = The service is busy.
problem-busy-remedy = Try again in a moment; nothing was stored.

problem-field-required = This field is missing.
problem-field-unknown = There is no field of this name. Check the spelling.
problem-field-type = A value of the type { $expected } is expected.
problem-field-not-one-of = Use one of these: { $allowed }.
problem-field-format = Write it in this form: { $expected }.
problem-field-too-short = Write at least { $min ->
    [one] one character
   *[other] { $min } characters
}.
problem-field-too-long = At most { $max } characters fit.
problem-field-too-small = The least is { $min }.
problem-field-too-great = The most is { $max }.
problem-field-too-few = Give at least { $min ->
    [one] one entry
   *[other] { $min } entries
}.
problem-field-too-many = At most { $max ->
    [one] one entry fits
   *[other] { $max } entries fit
}.
problem-field-repeated = An entry stands here twice. Name each once.
problem-field-control-character = There is a control character at position { $position }. Write it in a single line.
problem-field-empty = There is no text here. Fill it in, or leave the field out if it may be absent.
problem-field-email = This is not a mail address. Give one such as name@example.org.
problem-field-phone = This is not a telephone number. Give one of 4 to 20 digits.
problem-field-unknown-postcode = There is no such postcode in this area. Those of post-office boxes and firms do not count.
problem-field-unknown-qualification = The qualification "{ $code }" is not known, so nobody could meet it. Known are: { $known }. Enter one of your own with a Lotse who has it first.
problem-field-unknown-language = This language is not known. Use a code of /api/v1/languages.
problem-field-unknown-region = This region is not known. Use a code of /api/v1/regions.
problem-field-skipped-time = { $time } does not exist: the clocks are put forward in this hour. Choose a time before or after it.
problem-field-time = Give a local time in whole minutes, such as 2026-12-03T10:30.
problem-field-past = This time has passed. Give one in the future.
problem-field-ends-before-it-begins = The end is not after the beginning. They may be swapped.
problem-field-sittings-overlap = Two sittings of the series are at the same time. Move one of them.
problem-field-window-too-long = Flexible times may be { $days } days long together. Name a narrower time.
problem-field-window-too-short = The window is shorter than the appointment. Make it longer.
problem-field-needs = This makes sense only together with { $other }.
problem-field-cursor = This cursor was not given out for this list in this order. Begin again without one.
problem-field-weak-password = This password is easily guessed. Take a longer one, for example several words that have nothing to do with each other.
problem-field-unknown-reference = There is no such record, or it may not be seen.
problem-field-carrier-unclear = { $many ->
    [0] No carrier serves this place.
   *[other] { $many } carriers serve this place.
} Name one; GET /api/v1/organisations?kind=carrier shows them with their regions.
problem-field-role-misplaced = There is no such role in an organisation of this kind: coordinator is of a carrier, requester of an agency or carrier, competence_centre of the competence centre.
problem-field-not-yours = Somebody else sets this. Leave it as it is, or leave it out.

problem-why-stands = It is “{ $state }”.
problem-why-no-way = There is no way from “{ $from }” to “{ $to }”.
problem-why-begun = The appointment began on { $when }. Note that it took place, or who did not come.
problem-why-not-begun = The appointment does not begin before { $when }. Until then it can be called off or moved.
problem-why-past = { $when } has passed. Give a time in the future.
problem-why-unchanged = The appointment is at this time already. Give another one.
problem-why-hours-wait = Hours are written down for the assignment. Send them back first if it did not take place.
problem-why-hours-confirmed = The hours of the assignment were confirmed. What is confirmed stays until you take the confirmation back.
problem-why-open-from = Accounts before { $day } are closed. Rules can be changed from that day on.
problem-why-year-closed = The accounts of { $year } are closed, because its proof of use was due.
problem-why-overlap = The Lotse goes to request { $reference } then ({ $when }). Choose another time, or move that one first.
problem-why-told = People have been asked or told already (“{ $state }”). Call the request off, or change the assignment.
problem-why-time-over = The time of the request is over.
problem-why-took-no-place = The assignment is “{ $state }”. Hours are written down for what took place.
problem-why-not-over = The last appointment ends on { $when }. Write the hours down afterwards.
problem-why-absence-overlaps = The Lotse is away from { $first } to { $last } already. Take that back first.
problem-why-many-absences = { $many } absences are noted. Take back those that are over.
problem-why-leaves-instead = Requests, offers, assignments or an account name this Lotse. Set the status “left” instead.
problem-why-not-together = It does not fit beside what else is proposed for the request ({ $rule }).
problem-why-closed = The account is closed. Open it first.
problem-why-elsewhere = Whoever has this address cannot be invited from here. Those who operate the service can give the role.
problem-why-last-operator = This is the last operator. Make another one before.
problem-why-oneself = Nobody closes the own account. Ask somebody else who looks after accounts.
problem-why-second-factor-there = There is a second factor already. Switch it off before.
problem-why-no-second-factor = No second factor has been begun. Begin with one first.
problem-why-many-tokens = There are { $many } tokens already. Revoke some of them.
problem-why-too-few = Fewer than { $least } people stand behind these figures, so only the project itself sees them.
