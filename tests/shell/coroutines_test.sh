#!/usr/bin/env bash
# coroutines_test.sh SOURCE: the shapes around co_await that g++ 12 compiles without a warning and
# gets wrong at run time (CONTRIBUTING.md has the table). The cure is the same for all: name it,
# then use it.
set -euo pipefail
cd "$1"

# Whole statements, so that a line break hides nothing; comments and texts are blanked first.
# shellcheck disable=SC2016
find src include -name '*.cpp' -o -name '*.hpp' | sort | xargs perl -0777 -ne '
    s{//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"}{ my $t = $&; $t =~ s/[^\n]/ /g; $t }gse;
    my $parens = qr/(\((?:[^()]++|(?-1))*+\))/;
    my $report = sub {
        my ($at, $what) = @_;
        my $line = 1 + (substr($_, 0, $at) =~ tr/\n//);
        print "$ARGV:$line: $what\n";
        $bad = 1;
    };
    while (/\b(if|while|switch|for)\b\s*(?:constexpr\s*)?$parens/g) {
        my ($at, $word, $inside) = ($-[0], $1, $2);
        $report->($at, "co_await in the head of $word") if $inside =~ /\bco_await\b/;
    }
    while (/\?\s*co_await\b|\?[^;{}:]*:\s*co_await\b|\bco_await\s+[\w:.>-]+\s*$parens\s*\?/g) {
        $report->($-[0], "co_await in a ternary");
    }
    while (/\breturn\s*\{[^;{}]*\bco_await\b|\b(?!(?:else|try|do|const|noexcept)\b)\w+\s*\{[^;{}]*,[^;{}]*\bco_await\b/g) {
        $report->($-[0], "a value built from a co_await");
    }
    while (/\bco_await\b[^;{}]*[(,]\s*(?:\w+\s*)?\{/g) {
        $report->($-[0], "a temporary {...} in the statement of a co_await");
    }
    while (/\bco_await\b[^;{}]*[(,]\s*\[\s*[^\]\s]/g) {
        $report->($-[0], "a capturing lambda in the statement of a co_await");
    }
    $files++;
    END {
        print "$files files looked at\n";
        exit($bad || !$files);
    }
'
