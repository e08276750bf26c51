"""How each fault of the local news web has to end."""

from __future__ import annotations

OK = "ok 5/5"


#: fault -> what the first poll and the second one end as: ``ok`` with the numbers of items and of
#: new ones, ``304``, or the reason of the failure.
FEED_ENDS = {
    "h404": ("http_error", "http_error"),
    "h410": ("gone", "not_due"),
    "h403": ("auth_required", "auth_required"),
    "h401": ("auth_required", "auth_required"),
    "h429": (OK, "304"),
    "h429_date": (OK, "304"),
    "h429_always": ("too_many_requests", "not_due"),
    "h500x2": ("http_error", OK),
    "h503": ("http_error", "http_error"),
    # a short feed: slow, and within the total
    "slow_drip": (OK, "304"),
    "hang": ("timeout", "timeout"),
    "hang_headers": ("timeout", "timeout"),
    "reset": ("truncated", "truncated"),
    "truncated": ("truncated", "truncated"),
    "chunk_trunc": ("truncated", "truncated"),
    "cl_short": ("ok 3/3", "304"),
    "http10": (OK, "304"),
    "r_loop": ("too_many_redirects", "too_many_redirects"),
    "r_chain": ("too_many_redirects", "too_many_redirects"),
    "r_private": ("address_refused", "address_refused"),
    "r_canary": ("address_refused", "address_refused"),
    "r_file": ("bad_url", "bad_url"),
    "r_noloc": ("http_error", "http_error"),
    "r_cookie": ("too_many_redirects", "too_many_redirects"),
    "gzip_bomb": ("feed_too_large", "feed_too_large"),
    "br_bomb": ("wrong_content_type", "wrong_content_type"),
    "huge": ("feed_too_large", "feed_too_large"),
    "x_truncated_xml": ("ok 3/3", "304"),
    "x_html_instead": ("feed_not_a_feed", "feed_not_a_feed"),
    "x_empty": ("feed_empty", "feed_empty"),
    "x_zero_items": ("ok 0/0", "304"),
    # dates that move with the clock, and guids that do not stay, make no new items
    "c_future_dates": (OK, "ok 5/5"),
    "c_guid_changes": (OK, "ok 5/0"),
    # two of the five are no web addresses at all
    "c_offsite_links": ("ok 3/3", "304"),
}


#: host of a feed whose robots.txt is odd -> how its poll ends
ROBOTS_ENDS = {"err500": "robots_refused", "hang": "robots_refused"}


#: robots.txt -> how many of the feed's pages may be fetched
ROBOTS_PAGES = {"disallow_all": 0, "err500": 0, "hang": 0, "bom": 0, "wildcard": 0}


#: article fault -> reason of the rejection, or ``ok`` (with what the text must tell); what follows
#: "then" is the end of a later window
ARTICLE_ENDS = {
    "h404": "gone",
    "h410": "gone",
    "h403": "auth_required",
    "h451": "gone",
    "h429": "ok",
    "h500x2": "http_error, then ok",
    "slow_drip": "timeout",
    "hang": "timeout",
    "truncated": "truncated",
    "reset": "truncated",
    "r301": "ok",
    "r_loop": "too_many_redirects",
    "r_private": "address_refused",
    "r_canary": "address_refused",
    "gzip_bomb": "too_large",
    "huge": "too_large",
    "bad_gzip": "ok",
    "wrong_charset_latin1": "ok Génève",
    "wrong_charset_meta": "ok Génève",
    "utf16": "ok",
    "soft404": "too_short|no_text|gone",
    "js_shell": "no_text|too_short",
    "consent": "consent_wall",
    "paywall": "paywall|too_short",
    "metarefresh": "no_text|too_short",
    "pdf": "wrong_content_type",
    "image": "wrong_content_type",
    "json_ct": "ok",
    "empty": "no_body|no_text",
    "no_title": "ok",
    "cut_html": "ok|no_text|too_short",
    "deep_div": "ok|no_text|too_short|deadline",
    "nul_bytes": "ok",
    "long_line": "ok|no_text|too_short|too_large|deadline",
    "many_links": "no_text|too_short",
    "login": "auth_required",
    "canonical_other": "ok",
    "future_date": "ok|future_date",
    "html_xxe": "ok|no_text",
}
