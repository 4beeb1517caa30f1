"""The second factor, for those whose role demands it."""


class SecondFactorMiddleware:
    """Filled in with the sign-in rooms."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
