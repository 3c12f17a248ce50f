"""Medians, spread and ratios, in words and columns."""

from math import floor, log10
from statistics import median, quantiles


def number(value):
    """Three significant digits, never an exponent."""
    if not value:
        return "0"
    return f"{value:.{max(0, 2 - floor(log10(abs(value))))}f}"


def values(runs, figure):
    return [run[figure.key] * figure.scale for run in runs if run.get(figure.key) is not None]


def cell(runs, reference, figure):
    """Median, half the distance between extremes, and the ratio to the reference."""
    got = values(runs, figure)
    if not got:
        return ""
    middle = median(got)
    text = number(middle)
    if len(got) > 1 and middle:
        text += f" ±{(max(got) - min(got)) / 2 / middle * 100:.0f}%"
    base = values(reference, figure)
    if base and reference is not runs and median(base):
        text += f" ({middle / median(base):.2f}x)"
    if not all(run["ok"] for run in runs):
        text += " !"
    return text


def columns(rows):
    """Lines of a Markdown table, padded so that it reads as well in a terminal."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["| " + " | ".join(text.ljust(width) for text, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def of_medians(results, loads, servers):
    """results: {(load name, server name): [figures of a run, ...]}"""
    reference = "floor"
    rows = [["load", "figure", *(server.name for server in servers)]]
    for load in loads:
        for i, figure in enumerate(load.figures):
            cells = []
            for server in servers:
                runs = results.get((load.name, server.name), [])
                fewer = load.clients.get(server.protocol)  # and so nothing to compare with
                text = cell(runs, [] if fewer else results.get((load.name, reference), []), figure)
                if text and fewer:
                    text += f" at {fewer:,}"
                cells.append(text)
            if any(cells):
                rows.append([load.name if i == 0 else "", figure.label, *cells])
    return columns(rows)


def ratios(tops, bottoms, figure):
    return [
        top[figure.key] / bottom[figure.key]
        for top, bottom in zip(tops, bottoms)
        if top.get(figure.key) and bottom.get(figure.key)
    ]


def of_pairs(pairs, loads):
    """pairs: {(load name, label): [(figures, figures), ...]}"""
    rows = [["load", "figure", "pair", "pairs", "median ratio", "quartiles", "extremes"]]
    for load in loads:
        for figure in load.figures:
            for (name, label), runs in pairs.items():
                got = ratios([a for a, _ in runs], [b for _, b in runs], figure) if name == load.name else []
                if len(got) < 2:
                    continue
                low, _, high = quantiles(got, n=4)
                rows.append([
                    name, figure.label, label, str(len(got)), f"{median(got):.3f}",
                    f"{low:.3f} to {high:.3f}", f"{min(got):.3f} to {max(got):.3f}",
                ])  # fmt: skip
    return columns(rows)


def of_others(results):
    """How quiet the machine was."""
    cores = [run["others_cores"] for runs in results.values() for run in runs]
    return f"Other work kept {number(median(cores))} CPUs busy beside the median run, {number(max(cores))} beside the worst."


def of_troubles(results):
    """What went wrong, one line each; empty if nothing did."""
    lines = []
    for (load, server), runs in results.items():
        for run in runs:
            if run["ok"]:
                continue
            faults = ", ".join(f"{run[kind]:,} {kind}" for kind in ("lost", "doubled", "reordered", "stray") if run.get(kind))
            lines.append(f"! {load} on {server}: {'; '.join(filter(None, [run.get('trouble'), faults]))}")
    return "\n".join(lines)
