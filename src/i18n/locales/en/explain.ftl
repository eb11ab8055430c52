# Why a request stays open and what would serve it; why this Lotse and not another.

explain-unknown = --{ $option }: the problem file has no "{ $id }".

explain-open = Request { $request }: { $places ->
    [one] one place is open
   *[other] { $places } places are open
}.
explain-hurdle = { $count } × { $why }
explain-removed = Out of the question: { $hurdles }.
explain-free = { $count ->
    [one] One could go
   *[other] { $count } could go
}, and no other request would lose by it: the next matching can plan them.
explain-could = { $count ->
    [one] One person could go
   *[other] { $count } could go
}; more time to compute or another appointment may help.
explain-elsewhere = { $count ->
    [one] One person could go, but is needed elsewhere
   *[other] { $count } could go, but are needed elsewhere
}: { $requests }.
explain-more = { $names } and { $more } more
explain-forced = To serve it all the same would mean: { $lotse } goes, and { $count ->
    [one] { $requests } loses a place
   *[other] { $requests } lose a place each
}.
explain-cure = Would help: { $change } – then { $lotse } could take it.
explain-cure-moves = {" "}({ $count ->
    [one] One other proposal changes
   *[other] { $count } other proposals change
}.)
explain-cure-displaces = {" "}({ $count ->
    [one] The less urgent request { $requests } loses a place for it
   *[other] The less urgent requests { $requests } lose a place each for it
}.)
explain-no-cure = No single small change helps here.

# Of each of those whom it keeps out, where the words below are of all.
explain-each-language = does not speak the language well enough
explain-each-pool = not in the Lotsen pool in charge

explain-reason-status = not active
explain-reason-consent = without consent
explain-reason-pool = nobody in the Lotsen pool in charge
explain-reason-service = does not give this service
explain-reason-language = nobody speaks the language well enough
explain-reason-gender = another gender than required
explain-reason-exclusion = declined or excluded
explain-reason-mode = not in this way (in person, phone, video)
explain-reason-distance = too far away
explain-reason-absence = away
explain-reason-availability = not available at that time
explain-german = German for interpreting
explain-reason-qualification = certificate missing or expired
explain-reason-qualifications = certificate missing or expired (required: { $names })
explain-reason-overlap = has another appointment then
explain-reason-weekly-load = hours of the week used up
explain-reason-yearly-cap = hours of the year used up
explain-reason-client-cap = paid assignments of the client used up
explain-reason-ask-budget = asked often enough this week

explain-change-time = { $day }, { $time } instead of { $old-time }
explain-change-day = { $day }, { $time } instead of { $old-day }, { $old-time }
explain-change-in-person = in person as well
explain-change-phone = by telephone as well
explain-change-video = by video as well
explain-change-radius = a way of up to { $to } instead of { $from } km
explain-change-level = language level { $to } instead of { $from }
explain-change-gender = the gender as a wish, not a condition
explain-change-lending = the carrier { $carrier } lends
explain-change-qualification = without the certificate "{ $name }"
explain-change-one-qualification = with one certificate less

explain-served = Request { $request }:
explain-nobody-else = {"  "}Nobody but those who are proposed comes into question.
explain-proposed = {"  "}{ $instead } is proposed for this request.
explain-not-listed = {"  "}{ $instead } instead of { $proposed }: not among the possible Lotsen of the problem file.
explain-out = {"  "}{ $instead } instead of { $proposed }: out of the question ({ $why }).
explain-with-detail = { $why }: { $detail }
explain-displaces = {"  "}{ $instead } instead of { $proposed }: possible, but { $count ->
    [0] less urgent requests would get the places that become free
    [one] request { $requests } loses a place
   *[other] requests { $requests } lose a place each
}.
explain-dearer = {"  "}{ $instead } instead of { $proposed }: possible, but { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} more effort in all.
explain-same = {"  "}{ $instead } instead of { $proposed }: possible just as well.
explain-with-terms = { $sentence } Compared: { $terms }.

explain-term-travel = travel { $instead } instead of { $proposed } min
explain-term-language = language { $instead } instead of { $proposed } min
explain-term-mode = way of meeting { $instead } instead of { $proposed } min
explain-term-appointment = wished appointment { $instead } instead of { $proposed } min
explain-term-gender = wish for a gender { $instead } instead of { $proposed } min
explain-term-known = knowing each other { $instead } instead of { $proposed } min
explain-term-topic = favourite topic { $instead } instead of { $proposed } min
explain-term-asked = asked lately { $instead } instead of { $proposed } min

explain-detail-distance = { $km } km, at most { $radius } km
explain-detail-not-spoken = speaks none of them
explain-detail-level = { $spoken }, needed is { $needed }
explain-detail-away = { $first } to { $last }
explain-detail-way = with a way of { $way }
explain-detail-confirmed = { $when }
explain-detail-hours = { $left } left, { $needed } needed
explain-detail-sittings = { $left ->
    [0] no assignment left
    [one] one assignment left
   *[other] { $left } assignments left
}
