#include "ui/base/format.h"

#include <QChar>
#include <QCoreApplication>
#include <algorithm>

namespace claimscope::ui {

namespace {

/// Context of these words in the translations.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Words)
};

constexpr qsizetype kLongestLine = 1000;
constexpr qsizetype kLongestText = 2'000'000;
constexpr int kMostMarksOnALetter = 4;
constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
const QChar kReplacement(0xFFFD);
const QChar kEllipsis(0x2026);

QString twoDigits(std::int64_t value) {
  return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

/// "14 m 22 s"; a second part of zero is left out.
QString parts(const QString& first, const QString& second, bool secondIsZero) {
  return secondIsZero ? first : first + QLatin1Char(' ') + second;
}

struct Civil {
  std::int64_t year;
  unsigned month;
  unsigned day;
};

/// Days since 1970-01-01 to a date of the proleptic Gregorian calendar; eras of 400 years that begin on 1 March.
Civil civilOf(std::int64_t days) {
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const auto dayOfEra = static_cast<unsigned>(shifted - era * 146097);
  const unsigned yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const unsigned dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const unsigned monthFromMarch = (5 * dayOfYear + 2) / 153;
  const unsigned month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {static_cast<std::int64_t>(yearOfEra) + era * 400 + (month <= 2 ? 1 : 0), month,
          dayOfYear - (153 * monthFromMarch + 2) / 5 + 1};
}

/// Milliseconds of the day, also before 1970.
std::int64_t ofDay(Time time) {
  return ((time.ms % kDay) + kDay) % kDay;
}

/// What a person must be able to see instead of having it act on the text.
QChar visible(QChar c, bool lines) {
  const char16_t code = c.unicode();
  if (lines && (code == u'\n' || code == u'\t')) {
    return c;
  }
  if (code < 0x20) {
    return QChar(0x2400 + code);  // control pictures: NUL, ESC, LF …
  }
  if (code == 0x7F) {
    return QChar(0x2421);
  }
  switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:  // bidirectional overrides and isolates, zero-width characters, byte order mark
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_NotAssigned:
      return kReplacement;
    default:
      // Hangul fillers and blank Braille show nothing at all; U+FFFC is where Qt would put an object.
      return code == 0x115F || code == 0x1160 || code == 0x3164 || code == 0xFFA0 || code == 0x2800 || code == 0xFFFC
                 ? kReplacement
                 : c;
  }
}

bool formatsInvisibly(char32_t code) {
  const QChar::Category category = QChar::category(code);
  return category == QChar::Other_Format || category == QChar::Other_NotAssigned || (code >= 0xE0100 && code <= 0xE01EF);
}

QString harmless(QStringView text, bool lines, qsizetype longest) {
  QString out;
  out.reserve(std::min(text.size(), longest + 1));
  int marks = 0;
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (out.size() >= longest) {
      return out + kEllipsis;
    }
    const QChar c = text[i];
    if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
      if (formatsInvisibly(QChar::surrogateToUcs4(c, text[i + 1]))) {
        out += kReplacement;
      } else {
        out += c;
        out += text[i + 1];
      }
      ++i;
      marks = 0;
    } else if (c.isSurrogate()) {
      out += kReplacement;
    } else if (lines && c == QLatin1Char('\r') && i + 1 < text.size() && text[i + 1] == QLatin1Char('\n')) {
      continue;
    } else if (c.isMark()) {
      // A tower of accents would paint over the rows above and below.
      out += ++marks > kMostMarksOnALetter ? kReplacement : c;
    } else {
      out += visible(c, lines);
      marks = 0;
    }
  }
  return out;
}

/// Bytes past what can be shown are not worth decoding: at most four bytes make one character.
QString decoded(std::string_view text, qsizetype longest) {
  const auto most = static_cast<std::size_t>(longest + 1) * 4;
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min(text.size(), most)));
}

}  // namespace

QString number(std::int64_t value) {
  const bool negative = value < 0;
  QString digits = QString::number(negative ? ~static_cast<std::uint64_t>(value) + 1U : static_cast<std::uint64_t>(value));
  for (qsizetype at = digits.size() - 3; at > 0; at -= 3) {
    digits.insert(at, QLatin1Char(','));
  }
  return negative ? QChar(0x2212) + digits : digits;
}

QString number(Count count) {
  switch (count.bound) {
    case Bound::exact:
      return number(count.value);
    case Bound::atLeast:
      return QChar(0x2265) + number(count.value);
    case Bound::atMost:
      // Nothing is less than none: at most 0 is 0.
      return count.value <= 0 ? number(count.value) : QChar(0x2264) + number(count.value);
    case Bound::unknown:
      break;
  }
  return QStringLiteral("?");
}

namespace {

bool lost(const cluster::Snapshot& snapshot, Kind kind) {
  const SourceStatus& status = snapshot.source(kind).status;
  return status.state == SourceState::stale && status.lastContact.isSet();
}

}  // namespace

Bound printedBound(const cluster::Snapshot& snapshot, Kind kind) {
  if (lost(snapshot, kind)) {
    return snapshot.source(kind).skipped > 0 ? Bound::atLeast : Bound::exact;
  }
  return snapshot.boundOf(kind);
}

cluster::StateCounts printedCounts(const cluster::Snapshot& snapshot, cluster::StateCounts counts) {
  if (!lost(snapshot, Kind::ResourceSlice) && !lost(snapshot, Kind::ResourceClaim)) {
    return counts;
  }
  // As the inventory bounds them (model/cluster), with the bounds from before.
  const Bound slices = printedBound(snapshot, Kind::ResourceSlice);
  const Bound claims = printedBound(snapshot, Kind::ResourceClaim);
  const bool rules = printedBound(snapshot, Kind::DeviceTaintRule) == Bound::exact ||
                     snapshot.source(Kind::DeviceTaintRule).status.state == SourceState::notServed;
  counts.freeBound = claims == Bound::exact && rules && counts.blocked == 0 ? slices : combine(slices, Bound::atMost);
  counts.inUseBound = claims == Bound::unknown ? Bound::unknown : combine(slices, claims);
  counts.taintedBound = rules ? slices : combine(slices, Bound::atLeast);
  return counts;
}

QString age(std::int64_t milliseconds, bool tenths) {
  const std::int64_t ms = std::max<std::int64_t>(milliseconds, 0);
  if (tenths && ms < 10 * kSecond) {
    return Words::tr("%1.%2 s").arg(ms / kSecond).arg(ms % kSecond / 100);
  }
  if (ms < kMinute) {
    return Words::tr("%1 s").arg(ms / kSecond);
  }
  if (ms < kHour) {
    const std::int64_t seconds = ms % kMinute / kSecond;
    return parts(Words::tr("%1 m").arg(ms / kMinute), Words::tr("%1 s").arg(twoDigits(seconds)), seconds == 0);
  }
  if (ms < kDay) {
    const std::int64_t minutes = ms % kHour / kMinute;
    return parts(Words::tr("%1 h").arg(ms / kHour), Words::tr("%1 m").arg(twoDigits(minutes)), minutes == 0);
  }
  const std::int64_t hours = ms % kDay / kHour;
  return parts(Words::tr("%1 d").arg(number(ms / kDay)), Words::tr("%1 h").arg(hours), hours == 0 || ms >= 10 * kDay);
}

QString shortAge(std::int64_t milliseconds) {
  const std::int64_t ms = std::max<std::int64_t>(milliseconds, 0);
  if (ms < kMinute) {
    return Words::tr("%1 s").arg(ms / kSecond);
  }
  if (ms < kHour) {
    return Words::tr("%1 m").arg(ms / kMinute);
  }
  // As kubectl: up to two days in hours, so that "24 h" and "1 d" do not meet in one column.
  return ms < 2 * kDay ? Words::tr("%1 h").arg(ms / kHour) : Words::tr("%1 d").arg(number(ms / kDay));
}

QString clockMinute(Time time) {
  if (!time.isSet()) {
    return QStringLiteral("?");
  }
  return twoDigits(ofDay(time) / kHour) + QLatin1Char(':') + twoDigits(ofDay(time) % kHour / kMinute);
}

QString clockTime(Time time) {
  return time.isSet() ? clockMinute(time) + QLatin1Char(':') + twoDigits(ofDay(time) % kMinute / kSecond) : QStringLiteral("?");
}

QString fullTime(Time time) {
  if (!time.isSet()) {
    return QStringLiteral("?");
  }
  const Civil date = civilOf((time.ms - ofDay(time)) / kDay);
  return QStringLiteral("%1-%2-%3 %4 UTC")
      .arg(date.year, 4, 10, QLatin1Char('0'))
      .arg(date.month, 2, 10, QLatin1Char('0'))
      .arg(date.day, 2, 10, QLatin1Char('0'))
      .arg(clockTime(time));
}

QString countOf(const QString& number, const QString& what) {
  //: A number and what is counted: "3 nodes"
  return Words::tr("%1 %2").arg(number, what);
}

QString counted(std::int64_t value, const QString& one, const QString& many) {
  return countOf(number(value), value == 1 ? one : many);
}

QString plain(std::string_view text) {
  return plain(decoded(text, kLongestLine));
}

QString plain(const QString& text) {
  return harmless(text, false, kLongestLine);
}

QString plainLines(std::string_view text) {
  return harmless(decoded(text, kLongestText), true, kLongestText);
}

QString toolTipText(const QString& text) {
  // Qt guesses whether a tool tip is markup; text that says it is markup and escapes everything cannot be misread.
  return QStringLiteral("<qt>") + text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br/>")) +
         QStringLiteral("</qt>");
}

QString stateName(cluster::DeviceState state) {
  switch (state) {
    case cluster::DeviceState::free:
      return Words::tr("Free");
    case cluster::DeviceState::inUse:
      return Words::tr("In use");
    case cluster::DeviceState::reservedNotUsed:
      return Words::tr("Reserved, not used");
    case cluster::DeviceState::tainted:
      return Words::tr("Tainted");
    case cluster::DeviceState::unhealthy:
      return Words::tr("Unhealthy");
    case cluster::DeviceState::staleGeneration:
      return Words::tr("Of an old pool generation");
    case cluster::DeviceState::unknown:
      break;
  }
  return Words::tr("Unknown");
}

QString stateShortName(cluster::DeviceState state) {
  switch (state) {
    case cluster::DeviceState::reservedNotUsed:
      return Words::tr("Reserved");
    case cluster::DeviceState::staleGeneration:
      return Words::tr("Old");
    default:
      return stateName(state);
  }
}

QString severityName(diagnosis::Severity severity) {
  switch (severity) {
    case diagnosis::Severity::critical:
      return Words::tr("Critical");
    case diagnosis::Severity::warning:
      return Words::tr("Warning");
    case diagnosis::Severity::notice:
      break;
  }
  return Words::tr("Notice");
}

QString sourceWay(SourceState state) {
  switch (state) {
    case SourceState::waiting:
      return Words::tr("not asked yet");
    case SourceState::loading:
      return Words::tr("loading");
    case SourceState::live:
      return Words::tr("watch");
    case SourceState::polling:
      return Words::tr("poll");
    case SourceState::stale:
      return Words::tr("lost");
    case SourceState::forbidden:
      return Words::tr("403 forbidden");
    case SourceState::notServed:
      return Words::tr("not served");
    case SourceState::complete:
      return Words::tr("file");
    case SourceState::failed:
      break;
  }
  return Words::tr("failed");
}

}  // namespace claimscope::ui
