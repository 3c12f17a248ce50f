#!/usr/bin/env python3
"""plot_metrics.py PROMETHEUS SECONDS: draws what Prometheus scraped of confabd lately, as an SVG on standard output.

tests/services/prometheus_scrape.sh CONFABD FILE runs both and this.
"""
import json
import sys
import time
import urllib.parse
import urllib.request

WIDTH, HEIGHT, LEFT, TOP = 420, 150, 62, 30
COLOURS = ("#2a78d6", "#d6672a", "#3a9a5c")
PANELS = (
    ("messages a second", (("rate(confab_messages_total[3s])", "messages"),), 1),
    ("deliveries a second", (("rate(confab_deliveries_total[3s])", "deliveries"),), 1),
    ("sent, MB a second", (("rate(confab_sent_bytes_total[3s])", "sent"),), 1e6),
    ("unsent, kB", (("confab_queued_bytes", "all"), ("confab_largest_queue_bytes", "the largest")), 1e3),
    ("connections", (("confab_connections", "connections"),), 1),
    (
        "loop lag, 95 %, ms",
        (("histogram_quantile(0.95, sum by (le) (rate(confab_loop_lag_seconds_bucket[5s])))", "lag"),),
        1e-3,
    ),
)


def scraped(url, expression, seconds):
    """[(time, value)] of the only series of the expression."""
    now = time.time()
    query = {"query": expression, "start": now - seconds, "end": now, "step": 1}
    with urllib.request.urlopen(f"{url}/api/v1/query_range?{urllib.parse.urlencode(query)}") as answer:
        series = json.load(answer)["data"]["result"]
    values = series[0]["values"] if series else []
    return [(float(at) - now + seconds, float(value)) for at, value in values if value != "NaN"]


def nice(most):
    """The next 1, 2 or 5 with zeros."""
    step = 1e-3
    while True:
        for factor in (1, 2, 5):
            if step * factor >= most:
                return step * factor
        step *= 10


def panel(out, number, title, lines, seconds):
    x, y = LEFT + number % 2 * (WIDTH + LEFT + 20), TOP + number // 2 * (HEIGHT + 62)
    top = nice(max([value for _, points in lines for _, value in points] + [1e-3]))
    out.append(f'<text x="{x}" y="{y - 9}" class="title">{title}</text>')
    for part in (0, 0.5, 1):
        at = y + HEIGHT - part * HEIGHT
        out.append(f'<path d="M{x} {at}H{x + WIDTH}" class="grid"/>')
        out.append(f'<text x="{x - 7}" y="{at + 4}" class="end">{top * part:g}</text>')
    for at in range(0, int(seconds) + 1, 5):
        out.append(f'<text x="{x + at / seconds * WIDTH}" y="{y + HEIGHT + 17}" class="middle">{at}</text>')
    for (name, points), colour in zip(lines, COLOURS):
        way = " ".join(
            f"{x + at / seconds * WIDTH:.1f},{y + HEIGHT - min(value / top, 1) * HEIGHT:.1f}" for at, value in points
        )
        out.append(f'<polyline points="{way}" stroke="{colour}"><title>{name}</title></polyline>')
    if len(lines) > 1:
        for place, ((name, _), colour) in enumerate(zip(lines, COLOURS)):
            out.append(f'<text x="{x + WIDTH - place * 90}" y="{y - 9}" class="end" fill="{colour}">{name}</text>')


def main():
    url, seconds = sys.argv[1], float(sys.argv[2]) + 3
    out = []
    for number, (title, expressions, unit) in enumerate(PANELS):
        lines = [(name, [(at, v / unit) for at, v in scraped(url, each, seconds)]) for each, name in expressions]
        panel(out, number, title, lines, seconds)
    width, height = 2 * (WIDTH + LEFT + 20), TOP + (len(PANELS) + 1) // 2 * (HEIGHT + 62)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">')
    print(
        "<style>text{fill:#555}.title{font-weight:bold}.end{text-anchor:end}.middle{text-anchor:middle}"
        ".grid{stroke:#bbb;stroke-width:.5}polyline{fill:none;stroke-width:1.6}"
        "@media(prefers-color-scheme:dark){text{fill:#bbb}.grid{stroke:#555}}</style>"
    )
    print("\n".join(out))
    print("</svg>")


main()
