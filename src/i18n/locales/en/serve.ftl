serve-begins = The pages are there: http://{ $address } – Ctrl-C ends.
serve-no-place = { $address } is not free: { $error }. Choose another address with --listen or web.listen.
serve-no-public-url = web.public_url is empty: offers carry no link, Lotsen answer by reply. To try it: LOTSENWERK__WEB__PUBLIC_URL=http://{ $address }
serve-links-revoked = { $keys ->
    [one] One key is forgotten
   *[other] { $keys } keys are forgotten
}. Links already sent open nothing any more; whoever has one answers by reply.
