#include "ui/pages/actions/hold_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/fitting_rows.h"

namespace claimscope::ui {
namespace {

constexpr int kLowerHeight = 150;

TextLine valueLine(const QString& what, const QString& value, Ink ink = Ink::secondary) {
  TextLine out;
  out.text = what;
  out.ink = Ink::muted;
  out.detail = value;
  out.detailInk = ink;
  return out;
}

/// Where the plan reckons with landing.
std::string landingOf(const actions::ActionPlan& plan) {
  for (const actions::AffectedClaim& claim : plan.claims) {
    if (claim.landing.fits) {
      return claim.landing.node;
    }
  }
  return {};
}

}  // namespace

HoldView::HoldView(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(12);
  m_nodePanel = new Panel(look, tr("Nodes where it fits now"), this);
  m_nodePanel->setMinimumHeight(150);
  m_any = new Button(look, ButtonStyle::normal, tr("Any node"), true);
  m_any->setToolTip(tr("The scheduler chooses among them when the plan is carried out."));
  m_pin = new Button(look, ButtonStyle::normal, tr("Hold it there"), true);
  m_pin->setToolTip(tr("Rehearses anew with the selected node only."));
  m_nodePanel->addTool(m_any);
  m_nodePanel->addTool(m_pin);
  auto* body = new QWidget;
  auto* box = new QVBoxLayout(body);
  box->setContentsMargins(0, 0, 0, 0);
  box->setSpacing(0);
  m_table = new TablePanel(look, m_model, false, false, body);
  m_table->view().setAccessibleName(tr("Nodes where it fits now"));
  box->addWidget(m_table, 1);
  auto* foot = new QWidget(body);
  auto* words = new QVBoxLayout(foot);
  words->setContentsMargins(12, 6, 12, 8);
  m_words = new WrapText(look, FontRole::small, Ink::muted, 3, foot);
  words->addWidget(m_words);
  box->addWidget(foot);
  m_nodePanel->setBody(body);
  column->addWidget(m_nodePanel, 1);
  auto* lower = new QWidget(this);
  lower->setFixedHeight(kLowerHeight);
  auto* row = new QHBoxLayout(lower);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(12);
  m_leasePanel = new Panel(look, tr("Lease"), lower);
  m_leasePanel->setScope(tr("kept as annotations"));
  m_lease = new LineList(look, 20, 64);
  m_lease->setAccessibleName(tr("Lease"));
  m_leasePanel->setBody(m_lease);
  m_workload = new YamlBox(look, tr("In the workload"), lower);
  row->addWidget(m_leasePanel, 1);
  row->addWidget(m_workload, 1);
  column->addWidget(lower);
  connect(&m_table->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    m_chosen.clear();
    if (object && m_fitting != nullptr) {
      const auto at = static_cast<std::size_t>(std::strtoul(object->name.c_str(), nullptr, 10));
      m_chosen = at < m_fitting->nodes.size() ? m_fitting->nodes[at].node : std::string();
    }
    showPin();
  });
  connect(&m_table->view(), &TableView::objectActivated, this, [this](const ObjectRef&) {
    if (m_pin->isEnabled()) {
      m_pin->click();
    }
  });
  connect(m_pin, &QAbstractButton::clicked, this, [this] { Q_EMIT nodeWanted(QString::fromStdString(m_chosen)); });
  connect(m_any, &QAbstractButton::clicked, this, [this] { Q_EMIT nodeWanted({}); });
}

void HoldView::setHold(const std::shared_ptr<const actions::ActionPlan>& plan, const actions::HoldPreview& preview,
                       const std::shared_ptr<const actions::FittingNodes>& fitting, Time now) {
  const bool same = plan == m_plan && fitting == m_fitting && m_table->story().showsContent() == (fitting != nullptr);
  m_plan = plan;
  m_fitting = fitting;
  const auto pinned = plan->request.options.find("node");
  m_pinned = pinned == plan->request.options.end() ? std::string() : pinned->second;
  if (!same) {
    showNodes();
  }
  showLease(preview, now);
  m_workload->setYaml(preview.workload.empty() ? tr("nothing to say") : plain(preview.workloadTitle),
                      QString::fromStdString(preview.workload));
}

void HoldView::showNodes() {
  if (m_fitting == nullptr) {
    m_nodePanel->setScope(tr("being looked for"));
    m_words->setText(tr("Each node is asked whether the pod and its devices fit."));
    m_model.setSource(fittingRows({}, {}, {}), {});
    m_table->setStory({}, {tr("Being looked for"), tr("The allocator is asked on each node."), {}, {}});
    showPin();
    return;
  }
  const actions::FittingNodes& fitting = *m_fitting;
  const auto fits = static_cast<std::int64_t>(fitting.nodes.size());
  const std::int64_t all = fits + fitting.nearMisses;
  m_nodePanel->setScope(
      !fitting.nothing.empty()
          ? QString()
          : tr("%1 of %2 with such devices · fewest left over first").arg(number(fits), number({all, fitting.bound})));
  m_model.setSource(fittingRows(fitting, m_pinned, landingOf(*m_plan)), {});
  m_table->setStory({}, fitting.nothing.empty()
                            ? EmptyWords{tr("It fits on no node now"), tr("The reasons are counted below."), {}, {}}
                            : EmptyWords{tr("There is no node to choose"), said(fitting.nothing), {}, {}});
  QString words = fitting.nothing.empty() ? said(actions::fittingWords(fitting)) : QString();
  if (fits == 0 && !fitting.misses.empty() && !fitting.misses.front().example.empty()) {
    const actions::MissedNodes& nearest = fitting.misses.front();
    words += QLatin1Char(' ') + tr("Nearest: %1").arg(plain(nearest.example)) +
             (nearest.detail.empty() ? QString() : QStringLiteral(", ") + said(nearest.detail)) + QLatin1Char('.');
  }
  m_words->setText(words);
  showPin();
}

void HoldView::showPin() {
  m_any->setEnabled(!m_pinned.empty());
  m_pin->setEnabled(!m_chosen.empty() && m_chosen != m_pinned);
}

void HoldView::showLease(const actions::HoldPreview& preview, Time now) {
  const auto or_ = [](const std::string& text, const QString& none) { return text.empty() ? none : plain(text); };
  const bool overdue = preview.expires.isSet() && now.isSet() && preview.expires < now;
  std::vector<TextLine> lines;
  lines.push_back(valueLine(tr("Name"), or_(preview.name, tr("none"))));
  lines.push_back(valueLine(tr("Owner"), or_(preview.owner, tr("not named"))));
  lines.push_back(valueLine(tr("Purpose"), or_(preview.purpose, tr("not said"))));
  lines.push_back(valueLine(tr("Expires"), plain(actions::expiryWords(preview, now)),
                            !preview.expires.isSet() || overdue ? Ink::warning : Ink::primary));
  lines.push_back(valueLine(tr("Then"), tr("it is shown as overdue; a person releases it")));
  m_lease->setLines(std::move(lines));
}

}  // namespace claimscope::ui
