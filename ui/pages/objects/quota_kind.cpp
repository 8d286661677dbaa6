// The page of quotas: one row a limit, with what is used of it. GUI thread.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "model/quota/ledger.h"
#include "ui/base/tell.h"
#include "ui/pages/objects/fact_kind.h"
#include "ui/pages/objects/kinds.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

struct QuotaFact : SlotFact<ResourceQuota> {
  Text key;
  double hard = 0;
  double used = -1;  ///< below 0: not reported
  quota::Row row;    ///< what the objects of the namespace add up to, without its parts
};

enum QuotaTab : std::uint32_t { kFullTab = 1, kNearlyTab = 2, kUnreportedTab = 4 };

constexpr std::string_view kClassSuffix = ".deviceclass.resource.k8s.io/devices";
constexpr double kNearly = 0.8;

/// Limits that a claim or a device can meet.
bool isAboutClaims(std::string_view key) {
  return key.ends_with(kClassSuffix) || key.find("resourceclaims") != std::string_view::npos ||
         key.find("deviceclass") != std::string_view::npos ||
         (key.starts_with("requests.") && key.find('/') != std::string_view::npos);
}

/// What the limit is about, in words; the key itself stands in the tooltip.
QString limitText(std::string_view key) {
  if (key.ends_with(kClassSuffix)) {
    return tell("devices of %1").arg(plain(key.substr(0, key.size() - kClassSuffix.size())));
  }
  if (key.starts_with("count/resourceclaims")) {
    return tell("ResourceClaims");
  }
  if (key.starts_with("count/resourceclaimtemplates")) {
    return tell("ResourceClaimTemplates");
  }
  return plain(key);
}

const Quantity* quantityOf(const ResourceList& list, const Text& key) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == key; });
  return found == list.end() ? nullptr : &found->second;
}

Cell amountCell(const Quantity* amount, Ink ink) {
  if (amount == nullptr) {
    return unknownCell(tell("The quota controller has not reported it."));
  }
  Cell cell = wordCell(plain(amount->text()), ink);
  cell.role = FontRole::mono;
  return cell;
}

/// An amount of the recount with what it is worth.
Cell recountCell(Quantity::Nano amount, Bound bound, Ink ink) {
  if (bound == Bound::unknown) {
    return unknownCell(tell("Claims, pods or templates are not to be seen, or nothing counts this limit."));
  }
  Cell cell = wordCell(QString::fromStdString(quota::amountText(amount)), amount == 0 ? Ink::muted : ink);
  cell.role = FontRole::mono;
  cell.bound = boundMark(bound);
  return cell;
}

SortKey amountKey(Quantity::Nano amount, Bound bound) {
  return {bound == Bound::unknown, static_cast<double>(amount), {}};
}

double shareOf(const QuotaFact& fact) {
  return fact.used < 0 ? -1 : fact.hard > 0 ? fact.used / fact.hard : fact.used > 0 ? 1 : 0;
}

using QuotaField = Field<QuotaFact>;
using M = const RowMoment&;
using Q = const QuotaFact&;

FactShape<QuotaFact> quotaShape() {
  FactShape<QuotaFact> shape;
  shape.fields = {
      QuotaField{fieldColumn("namespace", tell("Namespace"), 124), FieldUse::find,
                 [](M, Q f) { return wordCell(plain(f.object->meta.namespaceName.view()), Ink::primary); },
                 [](M, Q f) { return textKey(f.object->meta.namespaceName.view()); }},
      QuotaField{fieldColumn("name", tell("Quota"), 150), FieldUse::find,
                 [](M m, Q f) {
                   Cell cell = nameCell(f.object->meta.name.view(), Ink::primary);
                   cell.role = FontRole::mono;
                   cell.mark = m.severity->markOf(refOf("quota", f.object->meta));
                   return cell;
                 },
                 [](M, Q f) { return textKey(f.object->meta.name.view()); }},
      QuotaField{stretched(fieldColumn("limit", tell("Limit on"), 260)), FieldUse::find,
                 [](M, Q f) {
                   const QString scopes = plain(f.row.scopes);
                   Cell cell = wordCell(
                       scopes.isEmpty() ? limitText(f.key.view()) : limitText(f.key.view()) + QStringLiteral(" · ") + scopes,
                       Ink::primary);
                   cell.tooltip = plain(f.key.view());
                   if (!scopes.isEmpty()) {
                     cell.tooltip += QLatin1Char('\n') + tell("Counts only pods of scope %1, and never claims.").arg(scopes);
                   }
                   return cell;
                 },
                 [](M, Q f) { return textKey(f.key.view()); }},
      QuotaField{rightColumn("used", tell("Used"), 84), FieldUse::number,
                 [](M, Q f) {
                   Cell cell =
                       amountCell(quantityOf(f.object->used, f.key), (f.tabs & kFullTab) != 0 ? Ink::warning : Ink::primary);
                   if (f.row.differs) {
                     cell.dotted = true;
                     cell.tooltip =
                         tell("The objects add up to %1.").arg(QString::fromStdString(quota::amountText(f.row.recounted)));
                   }
                   return cell;
                 },
                 [](M, Q f) {
                   return SortKey{f.used < 0, f.used, {}};
                 }},
      QuotaField{rightColumn("hard", tell("Hard limit"), 84), FieldUse::number,
                 [](M, Q f) { return amountCell(quantityOf(f.object->hard, f.key), Ink::secondary); },
                 [](M, Q f) { return numberKey(f.hard); }},
      QuotaField{fieldColumn("share", tell("Share"), 104), FieldUse::shown,
                 [](M, Q f) {
                   const double share = shareOf(f);
                   if (share < 0) {
                     return unknownCell();
                   }
                   Cell cell;
                   cell.part = std::min(1.0, share);
                   cell.partInk = (f.tabs & kFullTab) != 0     ? Ink::critical
                                  : (f.tabs & kNearlyTab) != 0 ? Ink::warning
                                                               : Ink::notice;
                   cell.text = tell("%1 % used").arg(number(static_cast<std::int64_t>(share * 100)));
                   return cell;
                 },
                 [](M, Q f) {
                   return SortKey{f.used < 0, shareOf(f), {}};
                 }},
      QuotaField{rightColumn("pending", tell("Pending"), 72), FieldUse::number,
                 [](M, Q f) {
                   Cell cell = recountCell(f.row.pending, f.row.recountedBound, Ink::primary);
                   cell.tooltip =
                       cell.tooltip.isEmpty() ? tell("Of what is used: claims that have no devices yet.") : cell.tooltip;
                   return cell;
                 },
                 [](M, Q f) { return amountKey(f.row.pending, f.row.recountedBound); }},
      QuotaField{rightColumn("asked", tell("Asked"), 62), FieldUse::number,
                 [](M, Q f) {
                   Cell cell = recountCell(f.row.asked, f.row.askedBound, f.row.excess() > 0 ? Ink::warning : Ink::primary);
                   cell.tooltip = cell.tooltip.isEmpty()
                                      ? tell("Not counted yet: pods that wait for their claim, replicas to come.")
                                      : cell.tooltip;
                   return cell;
                 },
                 [](M, Q f) { return amountKey(f.row.asked, f.row.askedBound); }},
      QuotaField{rightColumn("held", tell("Held"), 56), FieldUse::number,
                 [](M, Q f) {
                   if (f.row.deviceClass.empty()) {
                     return wordCell(QStringLiteral("–"), Ink::disabled);
                   }
                   Cell cell = countCell(f.row.holds, f.row.recountedBound, Ink::secondary);
                   cell.tooltip = tell("Devices that claims of this class really have; a quota counts the worst case.");
                   return cell;
                 },
                 [](M, Q f) {
                   return SortKey{
                       f.row.deviceClass.empty() || f.row.recountedBound == Bound::unknown, static_cast<double>(f.row.holds), {}};
                 }},
      QuotaField{rightColumn("left", tell("Left"), 74), FieldUse::number,
                 [](M, Q f) {
                   return f.used < 0 ? unknownCell()
                                     : countCell(static_cast<std::int64_t>(std::max(0.0, f.hard - f.used)), Bound::exact,
                                                 (f.tabs & kFullTab) != 0 ? Ink::warning : Ink::primary);
                 },
                 [](M, Q f) {
                   return SortKey{f.used < 0, f.hard - f.used, {}};
                 }},
      QuotaField{rightColumn("age", tell("Age"), 86), FieldUse::shown, [](M m, Q f) { return ageCell(f.created, m.now()); },
                 [](M, Q f) { return ageKey(f.created); }}};
  shape.object = [](M, Q f) { return refOf("quota", f.object->meta); };
  shape.find = [](M m, const std::vector<QuotaFact>& facts, const ObjectRef& object) {
    const Row slot = object.kind == "quota" ? slotRow<ResourceQuota>(m.snapshot(), object) : kNoRow;
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const QuotaFact& fact) { return fact.slot == slot; });
    return slot == kNoRow || found == facts.end() ? kNoRow : static_cast<Row>(found - facts.begin());
  };
  shape.tabs = {tell("full"), tell("nearly full"), tell("not reported")};
  return shape;
}

class QuotaKind final : public FactKind<QuotaFact> {
 public:
  QuotaKind()
      : FactKind(quotaShape()),
        m_words{tell("Quotas"),
                tell("Find, or filter: namespace=team-nlp left<2"),
                tell("Whether a quota refuses a claim is told by events alone."),
                tell("No quota limits claims or devices"),
                tell("The list of ResourceQuotas is complete."),
                tell("No limit matches"),
                tell("Quotas have no \"%1\".")} {}

  [[nodiscard]] const ObjectWords& words() const override { return m_words; }
  [[nodiscard]] QStringList scopes() const override { return {tell("Claims and devices"), tell("Every limit")}; }
  [[nodiscard]] QStringList groupings() const override {
    return {QStringLiteral("namespace"), QStringLiteral("name"), QStringLiteral("limit")};
  }
  /// The fullest first.
  [[nodiscard]] std::vector<SortColumn> defaultSort() const override { return {{5, true}}; }
  [[nodiscard]] std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const override {
    const auto count = [&](std::size_t tab) { return number(Count{rows.inTab(tab), bound}); };
    return {{tell("Full"), count(1), {}, Mark::critical},
            {tell("Nearly full"), count(2), {}, Mark::warning},
            {tell("Not reported"), count(3), {}, Mark::unknown}};
  }
  [[nodiscard]] QString subtitle(const View& view, const ObjectRows& rows) const override {
    const Bound bound = printedBound(*view.snapshot, Kind::ResourceQuota);
    const auto quotas = static_cast<std::int64_t>(view.snapshot->of<ResourceQuota>().size());
    QStringList parts{countedBound(quotas, bound, tell("quota"), tell("quotas")),
                      countedBound(rows.presentRows(), bound, tell("limit"), tell("limits"))};
    parts << (rows.inTab(1) > 0 ? tell("%1 full").arg(number(Count{rows.inTab(1), bound})) : tell("none is full"));
    return parts.join(QStringLiteral(" · "));
  }

 protected:
  [[nodiscard]] std::string refKind() const override { return "quota"; }
  [[nodiscard]] Dependencies dependsOn(const View& view) const override {
    // The inventory tells one source from another.
    return {addressOf(view.snapshot->inventory.get()), view.snapshot->of<ResourceQuota>().changed()};
  }
  void build(const RowMoment& moment, const ObjectOptions& options, FactSet<QuotaFact>& set) override {
    const Text only(moment.view.namespaceFilter);
    std::map<std::tuple<Text, Text, Text>, quota::Row> rows;
    for (quota::Row& row : quota::ledgerOf(moment.snapshot(), {moment.view.namespaceFilter, options.everything}).rows) {
      row.parts.clear();
      std::tuple<Text, Text, Text> name{row.namespaceName, row.quota, row.key};
      rows.emplace(std::move(name), std::move(row));
    }
    moment.snapshot().of<ResourceQuota>().forEach([&](cluster::Slot slot, const ResourceQuota& object) {
      if (!only.empty() && !(object.meta.namespaceName == only)) {
        return;
      }
      for (const auto& [key, amount] : object.hard) {
        if (!options.everything && !isAboutClaims(key.view())) {
          continue;
        }
        QuotaFact& fact = set.facts.emplace_back();
        fact.object = &object;
        fact.slot = slot;
        fact.key = key;
        fact.present = true;
        fact.identity =
            mixIdentity(mixIdentity(mixIdentity(17, object.meta.namespaceName.hash()), object.meta.name.hash()), key.hash());
        fact.created = object.meta.created;
        fact.hard = amount.approximate();
        const Quantity* used = quantityOf(object.used, key);
        fact.used = used == nullptr ? -1 : used->approximate();
        if (const auto row = rows.find({object.meta.namespaceName, object.meta.name, key}); row != rows.end()) {
          fact.row = row->second;
        }
        const double share = shareOf(fact);
        fact.tabs = share < 0 ? kUnreportedTab : share >= 1 ? kFullTab : share >= kNearly ? kNearlyTab : 0U;
      }
    });
  }

 private:
  ObjectWords m_words;
};

}  // namespace

std::unique_ptr<ObjectKind> makeQuotaKind() {
  return std::make_unique<QuotaKind>();
}

}  // namespace claimscope::ui
