"""Each role's first screen: what needs me today?"""
