#include "ui/pages/settings/metrics_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/tables/metrics_facts.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {
namespace {

using prometheus::Mapping;

QString groupTitle(std::string_view group) {
  if (group == "dashboards") {
    return MetricsPanel::tr("Names from dashboards");
  }
  if (group == "upstream") {
    return MetricsPanel::tr("Kubernetes components");
  }
  if (group == "drivers") {
    return MetricsPanel::tr("Drivers");
  }
  if (group == "dcgm") {
    return MetricsPanel::tr("dcgm-exporter");
  }
  return group == "own" ? MetricsPanel::tr("Your own queries") : MetricsPanel::tr("kube-state-metrics");
}

std::uint32_t groupIndex(std::string_view group) {
  constexpr std::array<std::string_view, 6> kStateOrder{"dashboards", "own", "upstream", "dcgm", "kubeStateMetrics", "drivers"};
  const auto found = std::find(kStateOrder.begin(), kStateOrder.end(), group);
  return static_cast<std::uint32_t>(found == kStateOrder.end() ? kStateOrder.size() - 1
                                                               : static_cast<std::size_t>(found - kStateOrder.begin()));
}

Cell stateCell(const Mapping& mapping) {
  Cell cell;
  cell.mark = mapping.missing() ? Mark::unknown : mapping.exact ? Mark::ok : Mark::notice;
  cell.text = mapping.missing() ? MetricsPanel::tr("missing")
              : mapping.exact   ? MetricsPanel::tr("found")
                                : MetricsPanel::tr("mapped");
  cell.role = FontRole::body;
  cell.ink = mapping.missing() ? Ink::muted : mapping.exact ? Ink::ok : Ink::notice;
  cell.tooltip = said(mapping.why);
  return cell;
}

bool sameRow(const Mapping& a, const Mapping& b) {
  return a.id == b.id && a.answers == b.answers && a.words == b.words && a.exact == b.exact && a.why == b.why;
}

}  // namespace

std::shared_ptr<const RowSource> mappingRows(const std::vector<Mapping>& mappings) {
  std::vector<Column> columns(3);
  columns[0].id = QStringLiteral("series");
  columns[0].title = MetricsPanel::tr("Series");
  columns[0].width = 250;
  columns[0].stretch = true;
  columns[1].id = QStringLiteral("state");
  columns[1].title = MetricsPanel::tr("State");
  columns[1].width = 84;
  columns[2].id = QStringLiteral("answer");
  columns[2].title = MetricsPanel::tr("Answered by");
  columns[2].width = 208;
  // Groups that have rows, in their order; each says how many of its names are there.
  std::array<std::int64_t, 6> all{};
  std::array<std::int64_t, 6> found{};
  for (const Mapping& mapping : mappings) {
    const std::uint32_t group = groupIndex(mapping.group);
    ++all[group];
    found[group] += mapping.exact ? 1 : 0;
  }
  std::vector<RowGroup> groups;
  std::array<std::uint32_t, 6> position{};
  for (std::uint32_t group = 0; group < all.size(); ++group) {
    position[group] = static_cast<std::uint32_t>(groups.size());
    const auto first = std::find_if(mappings.begin(), mappings.end(),
                                    [&](const Mapping& mapping) { return groupIndex(mapping.group) == group; });
    if (first != mappings.end()) {
      const QString scope = group == 0 && found[0] == 0
                                ? MetricsPanel::tr("%1, none exists upstream").arg(number(all[0]))
                                : MetricsPanel::tr("%1 of %2").arg(number(found[group]), number(all[group]));
      groups.push_back({groupTitle(first->group), group == 1 ? number(all[1]) : scope, {}, group + 1});
    }
  }
  std::vector<SimpleRows::Line> lines;
  for (const Mapping& mapping : mappings) {
    Cell name;
    name.text = plain(mapping.asked);
    name.role = FontRole::monoSmall;
    name.ink = Ink::primary;
    name.elide = Qt::ElideMiddle;
    name.tooltip = name.text;
    Cell answer;
    answer.text = mapping.words.empty() ? QStringLiteral("–") : said(mapping.words);
    answer.ink = mapping.missing() ? Ink::muted : Ink::secondary;
    answer.tooltip = plain(mapping.answers) +
                     (mapping.answers.empty() || mapping.why.empty() ? QString() : QStringLiteral("\n")) + said(mapping.why);
    lines.push_back(
        {mapping.id, {std::move(name), stateCell(mapping), std::move(answer)}, {}, position[groupIndex(mapping.group)]});
  }
  return std::make_shared<const SimpleRows>("mapping", std::move(columns), std::move(lines), std::move(groups));
}

MetricsPanel::MetricsPanel(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_panel(new Panel(look, tr("Metrics"), this)),
      m_table(new TablePanel(look, m_model, false, false)),
      m_words(new PlainLabel(look, FontRole::small, Ink::secondary)) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_panel);
  m_table->view().setAccessibleName(tr("What answers each metric"));
  m_table->view().setCellPadding(6);
  m_words->setWordWrap(true);
  m_words->setSelectable(true);
  m_words->setContentsMargins(12, 8, 12, 8);
  auto* foot = new PlainLabel(look, FontRole::small, Ink::muted,
                              tr("A missing series is shown as missing, never as zero. Places and queries: metrics.yaml"));
  foot->setContentsMargins(12, 6, 12, 8);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_words);
  column->addWidget(m_table, 1);
  column->addWidget(foot);
  m_panel->setBody(body);
}

void MetricsPanel::setView(const View& view) {
  if (view.metrics == nullptr) {
    m_panel->setScope(tr("files have none"));
    m_texts = QStringList{tr("This source has no Prometheus.")};
    m_words->setText(m_texts.front());
    m_shown.clear();
    m_model.setSource(mappingRows({}), {});
    m_table->setStory(SourceStory{}, {tr("Nothing to map"), tr("Metrics come with a cluster."), {}, {}});
    return;
  }
  const prometheus::Metrics& metrics = *view.metrics;
  m_panel->setScope(tr("second source, %1").arg(metricsStateWord(metrics.state)));
  m_texts = metricsLines(metrics, view.snapshot->time);
  m_words->setText(m_texts.join(QLatin1Char('\n')));
  m_words->setVisible(!m_texts.isEmpty());
  if (!std::equal(metrics.mappings.begin(), metrics.mappings.end(), m_shown.begin(), m_shown.end(), sameRow) || m_shown.empty()) {
    m_shown = metrics.mappings;
    m_model.setSource(mappingRows(m_shown), {});
  }
  m_table->setStory(
      SourceStory{},
      {tr("Nothing to map yet"), tr("Give its address with --prometheus, or in metrics.yaml beside the settings."), {}, {}});
}

}  // namespace claimscope::ui
