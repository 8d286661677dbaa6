#include "ui/pages/cost/cost_words.h"

#include <QStringList>
#include <algorithm>
#include <map>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/tell.h"

namespace claimscope::ui {
namespace {

QString whyOf(cost::Why why) {
  switch (why) {
    case cost::Why::nodeNotReady:
      return tell("%1 on nodes that are not Ready");
    case cost::Why::nodeCordoned:
      return tell("%1 on cordoned nodes");
    case cost::Why::nodeUnknown:
      return tell("%1 on nodes that nobody knows");
    case cost::Why::poolIncomplete:
      return tell("%1 in incomplete pools");
    case cost::Why::counters:
      return tell("%1 whose shared counters are used up");
    case cost::Why::noClaim:
      return tell("%1 that no claim asks for");
    case cost::Why::nodeTaint:
      return tell("%1 behind a taint or selector of the node");
    case cost::Why::nodeRoom:
      return tell("%1 on nodes without free CPU or memory");
    case cost::Why::leftover:
      break;
  }
  return tell("%1 left alone: fewer than any claim takes");
}

/// The namespace that has most of the idle money, and its share in percent; empty where none stands out.
QString leader(const cost::Report& report) {
  std::map<std::string, double> byNamespace;
  double all = 0;
  for (const cost::IdleClaim& idle : report.idle) {
    const double worth = idle.money.known() ? idle.money.value() : static_cast<double>(idle.forMs);
    byNamespace[idle.namespaceName] += worth;
    all += worth;
  }
  const auto most =
      std::max_element(byNamespace.begin(), byNamespace.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  constexpr double kStandsOut = 0.4;
  if (most == byNamespace.end() || all <= 0 || byNamespace.size() < 2 || most->second < kStandsOut * all) {
    return {};
  }
  return tell("%1 holds %2 % of it.").arg(plain(most->first), number(static_cast<std::int64_t>(100 * most->second / all)));
}

QString evidenceOf(const cost::Report& report) {
  QStringList out;
  if (report.measured) {
    out << tell("Idle is nothing computed for half an hour or longer, from %1 of %2 GPUs in use with samples.")
               .arg(number(static_cast<std::int64_t>(report.measuredGpus + 0.5)),
                    number(static_cast<std::int64_t>(report.inUseGpus + 0.5)));
  } else {
    out << tell("Idle needs metrics, and there are none.");
  }
  if (!report.freeBoundWhy.empty()) {
    out << tell("Free is at most: DeviceTaintRules or claims are hidden.");
  }
  if (!report.wholeWindow && report.question.windowMs > 0) {
    out << (report.knownSince.isSet() ? tell("Claims that ended are known since %1.").arg(clockMinute(report.knownSince))
                                      : tell("Claims that ended are not known."));
  }
  if (report.nodesWithoutPrice > 0) {
    out << counted(report.nodesWithoutPrice, tell("node has no price."), tell("nodes have no price."));
  }
  return out.join(QLatin1Char(' '));
}

}  // namespace

QString partName(cost::Part part) {
  switch (part) {
    case cost::Part::busy:
      return tell("Busy");
    case cost::Part::idle:
      return tell("Allocated, idle");
    case cost::Part::unmeasured:
      return tell("Allocated, not measured");
    case cost::Part::noPod:
      return tell("Held by no pod");
    case cost::Part::usable:
      return tell("Free, usable");
    case cost::Part::stranded:
      return tell("Free, stranded");
    case cost::Part::out:
      break;
  }
  return tell("Out");
}

QString strandWords(const cost::StrandGroup& group) {
  return whyOf(group.why).arg(plain(group.model));
}

QString growerName(cost::Grower grower) {
  switch (grower) {
    case cost::Grower::eksNodegroup:
      return tell("EKS node group");
    case cost::Grower::karpenter:
      return tell("Karpenter NodePool");
    case cost::Grower::gke:
      return tell("GKE node pool");
    case cost::Grower::azure:
      return tell("AKS agent pool");
    case cost::Grower::none:
      break;
  }
  return QStringLiteral("–");
}

QString offerWords(const cost::DrainOffer& offer) {
  if (offer.clean) {
    return offer.together ? tell("all fit elsewhere") : tell("fits, but not with the others");
  }
  return said(offer.why);
}

QString boundWords(Bound bound) {
  return bound == Bound::atLeast ? QStringLiteral("≥") : bound == Bound::atMost ? QStringLiteral("≤") : QString();
}

QString moneyWords(const cost::Sum& money, const std::string& currency) {
  QString text = QString::fromStdString(cost::moneyText(money, currency));
  const QString mark = boundWords(money.bound());
  return !mark.isEmpty() && text.startsWith(mark) ? text.mid(mark.size()) : plain(text);
}

QString hoursWords(const cost::Sum& hours) {
  QString text = QString::fromStdString(cost::hoursText(hours));
  const QString mark = boundWords(hours.bound());
  return !mark.isEmpty() && text.startsWith(mark) ? text.mid(mark.size()) : text;
}

QString costWindowWords(std::int64_t windowMs) {
  constexpr std::int64_t kHour = 3'600'000;
  const std::int64_t hours = windowMs / kHour;
  return hours > 24 ? tell("%1 days").arg(hours / 24) : tell("%1 h").arg(hours);
}

QString priceLine(const cost::Report& report) {
  QStringList types;
  constexpr std::size_t kShown = 4;
  for (std::size_t i = 0; i < report.types.size() && i < kShown; ++i) {
    const cost::TypePrice& type = report.types[i];
    cost::Sum rate;
    rate.add(type.rate.perHour, type.rate.bound);
    types << (type.instanceType.empty() ? tell("no type") : plain(type.instanceType)) + QLatin1Char(' ') +
                 boundWords(rate.bound()) + moneyWords(rate, report.prices->currency);
  }
  if (types.isEmpty()) {
    return {};
  }
  return tell("%1 a node hour").arg(types.join(QStringLiteral(", ")));
}

CostVerdict costVerdict(const cost::Report& report) {
  using cost::Part;
  const std::string& currency = report.prices->currency;
  const auto worth = [&](const cost::Sum& money, const cost::Sum& hours) {
    return money.known() ? boundWords(money.bound()) + moneyWords(money, currency)
                         : tell("%1 GPU hours").arg(boundWords(hours.bound()) + hoursWords(hours));
  };
  const auto of = [&](Part part) { return worth(report.of(part).money, report.of(part).hours); };
  const QString whole = worth(report.money, report.hours);
  if (report.gpus <= 0) {
    return {Mark::unknown, tell("No GPU is published"), tell("Slices name no accelerator, so there is nothing to count.")};
  }
  CostVerdict out;
  out.evidence = evidenceOf(report);
  if (report.inUseGpus > 0 && !report.measured) {
    out.mark = Mark::unknown;
    out.sentence =
        report.of(Part::stranded).hours.value() > 0
            ? tell("%1 of %2 is stranded. How much of what is allocated idles is unknown.").arg(of(Part::stranded), whole)
            : tell("Of %1, how much is allocated and idle is unknown.").arg(whole);
  } else if (report.of(Part::idle).hours.value() > 0) {
    out.mark = Mark::notice;
    out.sentence = tell("%1 of %2 went to GPUs that were allocated and idle.").arg(of(Part::idle), whole);
    if (const QString most = leader(report); !most.isEmpty()) {
      out.sentence += QLatin1Char(' ') + most;
    }
  } else if (report.of(Part::stranded).hours.value() > 0) {
    out.mark = Mark::notice;
    out.sentence = tell("%1 of %2 went to free GPUs that no claim can take.").arg(of(Part::stranded), whole);
  } else {
    out.mark = Mark::ok;
    out.sentence = tell("No GPU is idle or stranded");
  }
  return out;
}

}  // namespace claimscope::ui
