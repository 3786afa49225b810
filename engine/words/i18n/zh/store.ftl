# 数据库（存储）的提示。
store-not-found = 没有找到数据库文件 { $path }
store-no-folder = 没有文件夹 { $path }，请先建立或核对路径
store-not-a-store = { $path } 不是挂图作战的数据库文件
store-newer-version = 数据库由更新的版本写入（格式 { $found }，本程序只识别到 { $ours }），请升级本程序
store-network = { $path } 位于网络文件系统（{ $kind }），多人同时写入会损坏数据，请改放本机磁盘
store-corrupt = 数据库内容有损坏：{ $detail }。请停止写入，并从备份恢复
store-busy = 数据库一直被其他程序占用，请稍后再试
store-disk-full = 磁盘已满，没有写入，请清理后再试
store-read-only = 数据库只能读取，不能写入，请检查文件和所在文件夹的权限
store-already-exists = { $path } 已存在，不会覆盖，请另起名称
store-no-such-event = 没有这条记录，无法保存快照
store-too-big = 文件过大（{ $bytes } 字节），上限 { $limit } 字节
store-old-sqlite = 本程序内置的 SQLite { $found } 过旧，可能损坏数据，不能使用
store-bad-backup = 备份与原库不一致，已作废：{ $detail }
store-io = 读写磁盘出错：{ $detail }
store-unknown = { $cause }。不能确定这条命令是否已经记录，请以同一操作编号重新提交，即可查明结果（不会重复记录）

# 核验时发现的问题。
store-problem-at = { $campaign } 第 { $seq } 条：{ $what }
store-problem-in = { $campaign }：{ $what }
store-problem-hash = 记录被改动（与校验值不符）
store-problem-body = 正文被改动（与校验值不符）
store-problem-half-redacted = 正文与盐值只删除了其中一项
store-problem-gap = 缺少记录（应为第 { $expected } 条）
store-problem-position = 全库顺序号不连续（顺序号 { $position }）
store-problem-command-missing = 命令登记表中缺少该记录所属的命令
store-problem-command-wrong = 命令登记的起止与记录不符
store-problem-command-twice = 同一命令重复记录
store-problem-blob = 附件 { $hash } 的内容与校验值不符
store-problem-snapshot = 快照与记录不符（可重新生成，不影响数据）
store-problem-unreadable = 记录无法读取：{ $detail }
store-problem-file = 数据库文件损坏：{ $detail }
store-problem-schema = 数据库结构被改动：{ $object }

# 读取记录。
store-redacted = 第 { $seq } 条记录的正文已按要求删除
store-later-event = 第 { $seq } 条记录（{ $kind }）由更新的版本写入，请升级本程序
store-unreadable-event = 第 { $seq } 条记录无法读取：{ $detail }
