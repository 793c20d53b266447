def a():
    value = load()
    return value or None


def b():
    value = load()
    return value
