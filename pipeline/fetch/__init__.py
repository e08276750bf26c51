"""Polling feeds and fetching pages: the edge to the web.

    poll:  catalog -> due feeds -> guard, robots, pace, request -> items -> state -> landed polls
    fetch: pending items -> guard, robots, pace, request -> state -> landed pages and rejections

``web`` makes requests, ``state`` keeps what is known between runs, ``archives`` are the other doors
in and out. Every answer is in the state before the next request to the same host, and what is
landed is made from the state: a run that is killed loses nothing, and running a window again asks
nobody twice.
"""
