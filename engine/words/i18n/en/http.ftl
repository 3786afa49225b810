# Listening for messages of other programs.

http-stranger = The token is wrong, or there is none.
http-stranger-hint = Send the header Authorization: Bearer TOKEN.
http-not-json = It doesn't say that its body is JSON.
http-not-json-hint = Send the header Content-Type: application/json.
http-not-an-object = The body is no JSON object.
http-unreadable = It didn't arrive as a whole, or its address can't be read.
http-too-long = The body is longer than { $max } KiB.
http-listening = Listening for messages on { $address }: POST /hooks/NAME. Ctrl-C ends it.
http-no-hooks = No playbook of this plan has a hook: no message will start anything.
http-again = { $play } (started before)
http-open = Other machines can reach { $address }: a token is needed.
http-no-token = { $path } holds no token that can be sent: one line of letters, digits and marks, no blanks.
http-token-hint = Write a token to a file that only you can read, and add --token-file FILE.
http-not-listening = Can't listen on { $address }: { $why }
http-not-listening-hint = Take another address or port: --listen 127.0.0.1:PORT.
http-in-use = another program has that port
http-not-here = this machine has no such address
http-not-local = Without a token only messages to this machine are heard, and the header Host names another.
http-late = It took too long to arrive: send it again.
http-elsewhere = There is nothing at this address, or not for this method.
http-elsewhere-hint = POST to /hooks/NAME.
http-reused = This Idempotency-Key was used for another message.
