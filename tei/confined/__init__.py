"""Processes that run what others wrote, rules and stylesheets: closed off, with limits, and ended from outside."""
