# 数据安全：结果不明的命令、恢复、备份。
safe-disk-full = 磁盘已满
safe-again-hint = 请再次运行以下命令查明结果；已经记录的不会重复记录，没有记录的这次补办：
    { $command }
safe-done-before = 这条命令此前已经记录，没有重复办理：
safe-recorded-only = 已经记录，但读回时出错，无法显示结果：{ $cause }
cli-arg-command-id = 操作编号：与此前某次操作同号的，只查明其结果，不重复办理
cli-value-command-id = 操作编号

safe-damaged = { $path } 有损坏，不能作为备份，也不能备份：{ $first }（共 { $problems } 处）。请用 wallchart verify 查看，并从完好的备份恢复
safe-leased = { $holder } 正在使用这个数据文件，不能恢复；请先停止它
safe-same-file = { $path } 就是要恢复的数据文件本身，请指定备份文件
cli-verb-restore = 用备份恢复数据文件；原来的内容另存在旁边
cli-arg-restore-from = 备份文件
cli-value-from = 备份
cli-restore-ask = { $store } 现有记录 { $events } 条，备份 { $backup } 有 { $restored } 条。用备份替换？现有内容另存在旁边
cli-restore-ask-unreadable = { $store } 不能作为数据文件读取。用备份 { $backup }（记录 { $restored } 条）替换？该文件另存在旁边
cli-restored = 已恢复 { $store }：活动 { $campaigns } 个，记录 { $events } 条，已校验
cli-restore-kept = 原来的内容保存在 { $path }
safe-restored-at = { $at } 从备份恢复过；此前的内容保存在 { $kept }
safe-io-hint = 请检查磁盘是否正常、有无剩余空间，再试一次
