#include "ui/shell/address.h"

#include <QByteArray>
#include <QStringDecoder>
#include <QStringList>
#include <QUrl>
#include <algorithm>

#include "model/base/log.h"
#include "ui/base/format.h"
#include "ui/base/object_kinds.h"

namespace claimscope::ui {
namespace {

constexpr qsizetype kMostCharacters = 4096;
constexpr qsizetype kMostName = 512;
const QLatin1String kScheme("claimscope://");
const QLatin1String kDemo("demo:");
const QLatin1String kContext("context:");

tl::unexpected<Error> refused(const std::string& why) {
  return fail(ErrorCode::invalidInput, "this is no address of Claimscope: " + why,
              "An address looks like claimscope://CONTEXT/PAGE?select=claim/NAMESPACE/NAME");
}

QString encoded(const QString& text, const char* also = "") {
  return QString::fromLatin1(QUrl::toPercentEncoding(text, also));
}

/// The bytes that a percent-encoded part stands for; none when the encoding is broken or the text is not for one line.
std::optional<QString> decoded(const QString& text) {
  QByteArray bytes;
  for (qsizetype i = 0; i < text.size(); ++i) {
    const char16_t c = text[i].unicode();
    if (c != u'%') {
      if (c <= 0x20 || c >= 0x7f) {
        return std::nullopt;
      }
      bytes += static_cast<char>(c);
      continue;
    }
    bool ok = false;
    const QString hex = text.mid(i + 1, 2);
    const uint byte =
        hex.size() == 2 && !hex.contains(QLatin1Char('+')) && !hex.contains(QLatin1Char('-')) ? hex.toUInt(&ok, 16) : 0;
    if (!ok) {
      return std::nullopt;
    }
    bytes += static_cast<char>(byte);
    i += 2;
  }
  QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
  const QString out = decoder(bytes);
  const bool odd = std::any_of(out.begin(), out.end(), [](QChar c) {
    return c.unicode() < 0x20 || c.unicode() == 0x7f || c.category() == QChar::Other_Control ||
           c.category() == QChar::Other_Format || c.category() == QChar::Separator_Line ||
           c.category() == QChar::Separator_Paragraph;
  });
  if (decoder.hasError() || odd || out.size() > kMostName) {
    return std::nullopt;
  }
  return out;
}

bool isPageName(const QString& text) {
  return !text.isEmpty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](QChar c) {
    return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || c == QLatin1Char('-');
  });
}

}  // namespace

std::optional<ObjectRef> parseObject(const QString& text) {
  const std::string kind = text.section(QLatin1Char('/'), 0, 0).toStdString();
  const QString rest = text.mid(text.indexOf(QLatin1Char('/')) + 1);
  if (!text.contains(QLatin1Char('/')) || rest.isEmpty() || !isNoun(kind)) {
    return std::nullopt;
  }
  ObjectRef object{kind, {}, rest.toStdString()};
  if (hasNamespace(kind)) {
    const auto slash = rest.indexOf(QLatin1Char('/'));
    if (slash <= 0 || slash + 1 == rest.size()) {
      return std::nullopt;
    }
    object.namespaceName = rest.left(slash).toStdString();
    object.name = rest.mid(slash + 1).toStdString();
  }
  return object;
}

bool looksLikeAddress(const QString& text) {
  return text.trimmed().startsWith(QLatin1String("claimscope:"), Qt::CaseInsensitive);
}

QString Address::str() const {
  // A colon of its own says "demo:"; one in a context's name is encoded, so no name can pass for a demo.
  const QString place = source.startsWith(kDemo)      ? QString(kDemo) + encoded(source.mid(kDemo.size()))
                        : source.startsWith(kContext) ? encoded(source.mid(kContext.size()))
                                                      : QString();
  QString out = QString(kScheme) + place + QLatin1Char('/') + page;
  QStringList parts;
  if (selection) {
    parts += QStringLiteral("select=") + encoded(QString::fromStdString(selection->str()), "/:");
  }
  if (!namespaceName.isEmpty()) {
    parts += QStringLiteral("namespace=") + encoded(namespaceName);
  }
  if (!filter.isEmpty() && log::redact(filter.toStdString()) == filter.toStdString()) {
    parts += QStringLiteral("filter=") + encoded(filter);
  }
  return parts.isEmpty() ? out : out + QLatin1Char('?') + parts.join(QLatin1Char('&'));
}

Result<Address> parseAddress(const QString& given) {
  const QString text = given.trimmed();
  if (text.size() > kMostCharacters) {
    return refused("it is longer than 4,096 characters");
  }
  if (!text.startsWith(kScheme)) {
    return refused("it does not begin with claimscope://");
  }
  QString rest = text.mid(kScheme.size());
  if (rest.contains(QLatin1Char('#')) || rest.contains(QLatin1Char('\\'))) {
    return refused("it holds a sign that has no place in it");
  }
  const QString query = rest.contains(QLatin1Char('?')) ? rest.section(QLatin1Char('?'), 1) : QString();
  rest = rest.section(QLatin1Char('?'), 0, 0);
  const auto slash = rest.indexOf(QLatin1Char('/'));
  if (slash < 0) {
    return refused("it names no page");
  }
  Address out;
  const QString place = rest.left(slash);
  const bool demo = place.startsWith(kDemo);
  const QString name = demo ? place.mid(kDemo.size()) : place;
  const std::optional<QString> source = decoded(name);
  if (!source || name.contains(QLatin1Char('@')) || name.contains(QLatin1Char(':')) || (demo && source->isEmpty())) {
    return refused("its context cannot be read");
  }
  out.source = source->isEmpty() ? QString() : (demo ? QString(kDemo) : QString(kContext)) + *source;
  out.page = rest.mid(slash + 1);
  if (!isPageName(out.page)) {
    return refused("it names no page");
  }
  QStringList seen;
  for (const QString& part : query.split(QLatin1Char('&'), Qt::SkipEmptyParts)) {
    const QString key = part.section(QLatin1Char('='), 0, 0);
    const std::optional<QString> value = decoded(part.section(QLatin1Char('='), 1));
    if (seen.contains(key)) {
      return refused("it says " + plain(key).left(40).toStdString() + " twice");
    }
    if (!value || value->isEmpty()) {
      return refused("what it says of " + plain(key).left(40).toStdString() + " cannot be read");
    }
    seen += key;
    if (key == QLatin1String("select")) {
      out.selection = parseObject(*value);
      if (!out.selection) {
        return refused("what it selects is no object");
      }
    } else if (key == QLatin1String("namespace")) {
      out.namespaceName = *value;
    } else if (key == QLatin1String("filter")) {
      out.filter = *value;
    } else {
      return refused("it holds " + plain(key).left(40).toStdString() + ", which is not known");
    }
  }
  return out;
}

}  // namespace claimscope::ui
