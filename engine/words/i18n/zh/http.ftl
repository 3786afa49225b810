# 从网络上听外部消息。

http-stranger = 口令不对，或者没有带口令。
http-stranger-hint = 带上请求头 Authorization: Bearer 口令。
http-not-json = 没有说明内容是 JSON。
http-not-json-hint = 带上请求头 Content-Type: application/json。
http-not-an-object = 内容不是一个 JSON 对象。
http-unreadable = 没收全，或者地址读不出来。
http-too-long = 内容超过 { $max } KiB。
http-listening = 在 { $address } 听外部消息：POST /hooks/名称。Ctrl-C 结束。
http-no-hooks = 这个方案的预案没有写 hook，来的消息都会不认。
http-again = { $play }（先前已经启动）
http-open = 别的机器也能连到 { $address }，要有口令才行。
http-no-token = { $path } 里没有能用的口令：一行字母、数字、符号，中间没有空格。
http-token-hint = 把口令写进一个文件（只让自己读），再加 --token-file 文件。
http-not-listening = 听不了 { $address }：{ $why }
http-not-listening-hint = 换一个地址或端口：--listen 127.0.0.1:端口。
http-in-use = 这个端口已经有程序在用
http-not-here = 这台机器没有这个地址
http-not-local = 没有口令时只认发到本机的消息，请求头 Host 不是本机。
http-late = 等了太久还没收全，请再发。
http-elsewhere = 这里没有这个地址，或者不是 POST。
http-elsewhere-hint = 用 POST 发到 /hooks/名称。
http-reused = 这个 Idempotency-Key 用在另一条消息上了。
