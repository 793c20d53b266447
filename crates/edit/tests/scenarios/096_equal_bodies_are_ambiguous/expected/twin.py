def a():
    value = load()
    return value


def b():
    value = load()
    return value
