spawn(fn -> exit(:quiet) end)
spawn(fn -> throw(:loud) end)
Process.sleep(1000)
