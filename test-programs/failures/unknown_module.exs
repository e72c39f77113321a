x = 1 + 1
Nowhere.go(x)
