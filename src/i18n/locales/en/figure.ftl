# Figures of coverage: what they are called and what they mean. docs/COVERAGE.md says the same.

figure-requests = Decided requests
figure-requests-means = Requests that were posted in the period and are decided: filled, or left without a Lotse. Drafts and what was called off do not count. Each request counts once: in the month in which it was posted, in the region of its place, for the project that cares for it, and under the language that it names first.
figure-served = Filled
figure-served-means = Decided requests to which somebody agreed to go, or went.
figure-unserved = Nobody found
figure-unserved-means = Decided requests for which nobody was found, nobody agreed in time, or the Lotse who had agreed did not come.
figure-waiting = Still open
figure-waiting-means = Requests that were posted in the period and are not decided yet. They stand beside the decided ones and are not in their sum.
figure-reasons = Reasons
figure-reasons-means = Requests without a Lotse by reason, which is what happened last. Where a matching left it open: what stopped those who came furthest, or whether others came first. Where somebody was asked after that: that nobody agreed in time, or kept to it. Where somebody had agreed: that they did not come.
figure-time-to-match = Time to the first offer
figure-time-to-match-means = Hours from posting until a Lotse was asked for the first time. What is told is the upper end of the class of hours up to which half and nine of ten lie.
figure-time-to-acceptance = Time to the first yes
figure-time-to-acceptance-means = Hours from posting until an offer was accepted for the first time; half and nine of ten as above.
figure-acceptance-rate = Acceptance rate
figure-acceptance-rate-means = Of a hundred offers that were answered or expired so many were accepted; in steps of five. Offers withdrawn or still open do not count.
figure-no-answer-rate = No-answer rate
figure-no-answer-rate-means = Of a hundred offers that were answered or expired so many expired without an answer; in steps of five.
figure-lead-time = Lead time
figure-lead-time-means = Hours from posting to the appointment that was agreed, or, as long as none is, to the first one that would do; half and nine of ten as above.
figure-hours = Hours
figure-hours-means = Confirmed hours of the assignments to the requests, rounded. Told where enough assignments are confirmed.
figure-active-lotsen = Active Lotsen
figure-active-lotsen-means = Lotsen who can be asked today, by where they live, by carrier or by language spoken. Who speaks several languages counts under each.
figure-load-spread = Load spread
figure-load-spread-means = Of a hundred assignments to requests of the year so many are those of the busiest tenth of the Lotsen active today; in steps of five. It would be ten if all did equally much.
figure-fragility = Fragile languages
figure-fragility-means = Languages that only one or two active people speak in reach of a region; in reach is whose home is no farther than their radius from a place of the region.

figure-reason-lost = others came first
figure-reason-no-yes = asked, but nobody agreed in time
figure-reason-missed = the Lotse who had agreed did not come
figure-reason-nobody = nobody to ask, or no matching yet
