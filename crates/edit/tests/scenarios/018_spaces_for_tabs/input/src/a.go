func main() {
	for i := range 3 {
		print(i)
	}
}
