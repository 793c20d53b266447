package main

import "fmt"

func double(n int) int {
	return n * 2
}

func main() {
	for i := 0; i < 3; i++ {
		fmt.Println(i)
	}
}
