# `lotsenwerk audit`: what was done to requests, offers and assignments.

audit-none = Nothing is on record.
audit-line = { $when }  { $who }: { $what }  { $subject }

audit-actor-system = Program
audit-actor-operator = Command line
audit-actor-lotse = Lotse
audit-actor-requester = Requester
audit-actor-coordinator = Project

audit-request-imported = request taken in
audit-request-changed = request changed
audit-request-proposed = Lotse proposed for the request
audit-request-unserved = request left without a Lotse
audit-request-offered = Lotse asked about the request
audit-request-assigned = request filled
audit-request-reopened = request open again
audit-request-completed = request completed
audit-request-cancelled = request cancelled
audit-request-expired = request expired
audit-offer-released = offer made
audit-offer-accepted = offer accepted
audit-offer-declined = offer declined
audit-offer-expired = offer expired
audit-offer-withdrawn = offer taken back
audit-assignment-confirmed = assignment confirmed
audit-assignment-changed = assignment moved to another time
audit-assignment-cancelled = assignment cancelled
audit-assignment-completed = assignment took place
audit-assignment-no-show = assignment missed
