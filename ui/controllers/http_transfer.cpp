// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/http_transfer.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <memory>
#include <optional>
#include <span>

#include "ui/controllers/part_file.h"

namespace cadenza::ui {

namespace {

namespace fs = std::filesystem;

constexpr qint64 readAhead = 1 << 20;

QNetworkRequest requestFor(const QUrl& url, const PartFile& part,
                           std::chrono::milliseconds silence) {
  QNetworkRequest request(url);
  request.setTransferTimeout(static_cast<int>(silence.count()));
  request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
  request.setRawHeader("User-Agent", "Cadenza");
  // Bytes are counted as they lie in the file.
  request.setRawHeader("Accept-Encoding", "identity");
  if (part.size() > 0 && !part.version().isEmpty()) {
    request.setRawHeader("Range", "bytes=" + QByteArray::number(quint64{part.size()}) + '-');
    request.setRawHeader("If-Range", part.version());
  }
  return request;
}

// A weak tag does not promise the same bytes.
QByteArray versionOf(const QNetworkReply& reply) {
  const QByteArray tag = reply.rawHeader("ETag");
  return tag.isEmpty() || tag.startsWith("W/") ? reply.rawHeader("Last-Modified") : tag;
}

// "bytes 100-199/200"
struct ContentRange {
  std::uint64_t begin = 0;
  std::uint64_t total = 0;  // 0 for "*"
};

std::optional<ContentRange> contentRange(const QByteArray& header) {
  if (!header.startsWith("bytes ")) return std::nullopt;
  const qsizetype dash = header.indexOf('-');
  const qsizetype slash = header.indexOf('/');
  bool good = dash > 6 && slash > dash;
  if (!good) return std::nullopt;
  const ContentRange range{header.mid(6, dash - 6).trimmed().toULongLong(&good),
                           header.mid(slash + 1).trimmed().toULongLong()};
  return good ? std::optional(range) : std::nullopt;
}

TransferResult ofError(const Error& error) {
  return {error.code == ErrorCode::DiskFull ? TransferEnd::DiskFull : TransferEnd::Failed,
          error.detail};
}

Result<void> hasRoom(const PartFile& part, std::uint64_t total) {
  std::error_code unknown;
  const fs::space_info space = fs::space(part.path().parent_path(), unknown);
  if (unknown || total <= part.size() || space.available >= total - part.size()) return {};
  return Error{ErrorCode::DiskFull, std::to_string((total - part.size()) >> 20) +
                                        " MB are still to come, " +
                                        std::to_string(space.available >> 20) + " MB are free."};
}

class Transfer {
 public:
  Transfer(PartFile& part, QNetworkReply& reply, const std::function<void()>& progress)
      : part_(part), reply_(reply), progress_(progress) {}

  // Until the reply is over or something stands against it.
  TransferResult run(const std::stop_token& stop) {
    reply_.setReadBufferSize(readAhead);
    QObject::connect(&reply_, &QNetworkReply::readyRead, &loop_, [this] { take(); });
    QObject::connect(&reply_, &QNetworkReply::finished, &loop_, [this] { loop_.quit(); });
    const std::stop_callback wake(stop, [this] {
      QMetaObject::invokeMethod(
          &loop_, [this] { loop_.quit(); }, Qt::QueuedConnection);
    });
    if (!reply_.isFinished()) loop_.exec();
    if (stop.stop_requested()) return {TransferEnd::Cancelled, {}};
    if (!result_) take();
    if (!result_) result_ = judge();
    if (auto closed = part_.close(); !closed) return ofError(closed.error());
    return *result_;
  }

 private:
  void end(TransferResult result) {
    if (!result_) result_ = std::move(result);
    loop_.quit();
  }

  void take() {
    if (result_ || !reply_.isOpen()) return;
    if (!begin()) {
      (void)reply_.readAll();  // the words of an error
      return;
    }
    for (;;) {
      const QByteArray bytes = reply_.read(readAhead);
      if (bytes.isEmpty()) break;
      const auto kept = part_.append({bytes.constData(), static_cast<std::size_t>(bytes.size())});
      if (!kept) return end(ofError(kept.error()));
    }
    if (progress_) progress_();
  }

  [[nodiscard]] int status() const {
    return reply_.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  }

  // At the first bytes of a good answer: where they belong. False where there is none.
  bool begin() {
    if (begun_) return true;
    const int code = status();
    if (code != 200 && code != 206) return false;
    const QByteArray kind = reply_.header(QNetworkRequest::ContentTypeHeader).toByteArray();
    if (kind.startsWith("text/html")) {
      end({TransferEnd::Refused,
           "A web page came in place of the archive. Perhaps this network asks to log in first."});
      return false;
    }
    const auto length = reply_.header(QNetworkRequest::ContentLengthHeader).toULongLong();
    const auto placed = code == 206 ? append() : part_.restart(length, versionOf(reply_));
    if (result_) return false;
    const auto good = placed ? hasRoom(part_, part_.total()) : placed;
    if (!good) end(ofError(good.error()));
    begun_ = good.hasValue();
    return begun_;
  }

  Result<void> append() {
    const auto range = contentRange(reply_.rawHeader("Content-Range"));
    const bool fits = range && range->begin == part_.size() &&
                      (part_.total() == 0 || range->total == 0 || range->total == part_.total());
    if (fits) return part_.resume(range->total ? range->total : part_.total());
    end({TransferEnd::Outdated, {}});
    return {};
  }

  [[nodiscard]] TransferResult judge() const {
    const int code = status();
    const std::string words = reply_.errorString().toStdString();
    if (code == 416) return {TransferEnd::Outdated, {}};
    if (code == 429 || code >= 500) return {TransferEnd::Broken, words};
    if (code >= 400) return {TransferEnd::Refused, words};
    if (reply_.error() == QNetworkReply::NoError) {
      const bool whole = begun_ && (part_.total() == 0 || part_.size() == part_.total());
      if (whole) return {TransferEnd::Complete, {}};
      if (code == 200) return {TransferEnd::Broken, "The file broke off."};
      return {TransferEnd::Refused, "The server's answer makes no sense."};
    }
    if (reply_.error() == QNetworkReply::SslHandshakeFailedError) {
      return {TransferEnd::Failed, words};
    }
    if (reply_.error() == QNetworkReply::ProtocolUnknownError ||
        reply_.error() == QNetworkReply::InsecureRedirectError ||
        reply_.error() == QNetworkReply::TooManyRedirectsError) {
      return {TransferEnd::Refused, words};
    }
    return {code == 0 ? TransferEnd::Unreachable : TransferEnd::Broken, words};
  }

  PartFile& part_;
  QNetworkReply& reply_;
  const std::function<void()>& progress_;
  QEventLoop loop_;
  std::optional<TransferResult> result_;
  bool begun_ = false;
};

}  // namespace

TransferResult transfer(QNetworkAccessManager& manager, const QUrl& url, PartFile& part,
                        std::chrono::milliseconds silence, const std::function<void()>& progress,
                        const std::stop_token& stop) {
  const std::unique_ptr<QNetworkReply> reply(manager.get(requestFor(url, part, silence)));
  Transfer run(part, *reply, progress);
  TransferResult result = run.run(stop);
  reply->disconnect();
  reply->abort();
  return result;
}

}  // namespace cadenza::ui
