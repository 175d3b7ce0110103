def preview(p):
    raise NotImplementedError
