# Where one more Lotse would serve most.

advise-head = Of { $profiles ->
    [one] one profile
   *[other] { $profiles } profiles
} these would serve most, each confirmed by deciding again:
advise-one = { $rank }. { $language }, from { $place }, { $week }: { $confirmed } more served weight (predicted { $predicted }).
advise-serves = Would take { $requests }.
advise-qualifications = Needed for that: { $codes }.
advise-near = the place of { $request }
advise-week-mornings = on weekday mornings (8 to 13)
advise-week-afternoons = on weekday afternoons (12 to 18)
advise-week-workdays = on weekdays (8 to 18)
advise-agreement = Prediction and confirmation agree on the order of { $percent } % of the pairs.
advise-nobody = Nobody who speaks one of the needed languages could serve more.
advise-listed = the problem lists its candidates itself, so nothing is known about people who are not in it
