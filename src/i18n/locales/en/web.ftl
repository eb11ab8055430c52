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
web-not-here = Perhaps a piece of the address is missing. Please open the link from the email once more.
