# Quantities. Between a number and its unit stands a space that does not break.

measure-minutes = { $minutes } Min.
measure-hours = { $hours } Std.
measure-hours-minutes = { $hours } Std. { $minutes } Min.

measure-distance-near = unter 2 km
measure-distance = etwa { $km } km

measure-travel = etwa { $duration }, geschätzt
measure-way = { $distance }, rund { $duration } (geschätzt)
measure-money = { $amount } €
measure-decimal-hours = { $hours } Std.
