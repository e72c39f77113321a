%Unknown.Struct{a: 1}
