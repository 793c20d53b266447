def a():
    value = load("a")
    return value


def b():
    value = load()
    return value or None
