#!/usr/bin/env bash
# prometheus_scrape.sh CONFABD [SVG]: a real Prometheus scrapes confabd under load, and what it has is true; its own tool
# has no complaint about the metrics, the rules, and what they do. With SVG it draws what was scraped.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}") root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$here/common.sh"
seconds=${SECONDS_OF_LOAD:-15}

cp "$root/deploy/prometheus/confab.rules.yml" "$here/confab_rules_test.yml" "$work"
promtool check rules "$work/confab.rules.yml" >"$work/promtool.log" || fail "rules: $(cat "$work/promtool.log")"
(cd "$work" && promtool test rules confab_rules_test.yml) >"$work/promtool.log" 2>&1 ||
    fail "alerts: $(cat "$work/promtool.log")"
printf '    rules: ok\n'

start_confabd "$1" --listen tcp://127.0.0.1:0 --metrics-listen :0 --flood-rate 0 --max-queue 65536
chat=$(port_of tcp)
metrics=$(sed -n 's|.*metrics at http://\(.*\)/metrics$|\1|p' "$work/confabd.log")
curl -fsS "http://$metrics/metrics" >"$work/metrics"
promtool check metrics <"$work/metrics" >"$work/promtool.log" 2>&1 || fail "metrics: $(cat "$work/promtool.log")"
[[ -s $work/metrics && ! -s $work/promtool.log ]] || fail "metrics: $(cat "$work/promtool.log")"
printf '    metrics: ok\n'

cat >"$work/prometheus.yml" <<END
global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [confab.rules.yml]
scrape_configs:
  - job_name: confab
    static_configs: [{ targets: ["$metrics"] }]
END
promtool check config "$work/prometheus.yml" >"$work/promtool.log" || fail "$(cat "$work/promtool.log")"
port=$(free_port)
start prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
    --web.listen-address="127.0.0.1:$port"
until_true 20 curl -fsS "http://127.0.0.1:$port/-/ready" || fail 'prometheus does not start'

# query EXPRESSION: the value of the first series that it gives.
query() {
    curl -fsS "http://127.0.0.1:$port/api/v1/query" --data-urlencode "query=$1" |
        python3 -c 'import json, sys; r = json.load(sys.stdin)["data"]["result"]; print(r[0]["value"][1] if r else "none")'
}
python3 "$here/load.py" "$chat" 40 "$seconds" >"$work/received"
received=$(<"$work/received")
has_all() { [[ $(query confab_deliveries_total) != none ]] && (($(query confab_deliveries_total) >= received)); }
until_true 15 has_all || fail "$(query confab_deliveries_total) deliveries, but the clients have $received lines"

[[ $(query 'up{job="confab"}') == 1 ]] || fail 'prometheus cannot scrape'
[[ $(query 'confab_messages_total') -gt 100 ]] || fail "messages: $(query confab_messages_total)"
delivered=$(query 'confab_deliveries_total')
# Beside what was read: what the deaf one and those who had just been closed did not get.
((delivered < received + received / 10)) || fail "$delivered deliveries for $received lines"
people=$(query 'max_over_time(confab_people[1m])')
# The deaf one may have been closed before the first scrape.
((people == 40 || people == 41)) || fail "people: $people"
[[ $(query 'sum(confab_slow_consumers_closed_total)') == 1 ]] || fail 'nobody was closed for reading too slowly'
[[ $(query 'count(ALERTS{alertstate="firing"})') == none ]] || fail "alert: $(query 'ALERTS{alertstate="firing"}')"
printf '    under load: ok, %s deliveries\n' "$delivered"

if [[ ${2:-} ]]; then python3 "$root/tests/measure/plot_metrics.py" "http://127.0.0.1:$port" "$seconds" >"$2"; fi
