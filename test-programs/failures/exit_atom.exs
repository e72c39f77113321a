exit(:broken)
