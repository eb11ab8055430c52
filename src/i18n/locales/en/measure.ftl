# Quantities. Between a number and its unit stands a space that does not break.

measure-minutes = { $minutes } min
measure-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
measure-hours-minutes = { $hours } hr { $minutes } min

measure-distance-near = under 2 km
measure-distance = about { $km } km

measure-travel = about { $duration }, estimated
measure-way = { $distance }, around { $duration } (estimated)
measure-money = €{ $amount }
measure-decimal-hours = { $hours } hrs
