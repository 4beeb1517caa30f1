"""企业微信 (WeChat Work) for allauth, which has no provider of its own for it."""
