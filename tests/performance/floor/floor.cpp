// FLOOR: the least work that a first fill can be. Pulls one workspace's tasks with libcurl, reads the pages with simdjson
// and inserts them with the SQLite C interface; nothing else. The yardstick of tests/performance, not part of Convoy.
//
//   floor URL KEY TOKEN WORKSPACE DATABASE [--fts] [--transfer-only] [--page ROWS] [--after SEQ --epoch EPOCH]
//   floor URL SECRET SECRET WORKSPACE - --insert ROWS
//
// With --after it brings a database that an earlier call made up to date. With --insert it puts so many new tasks straight
// into the server's table, 500 in a request, as the server's own key may. Prints rows, bytes, next, epoch, processor and wall seconds. Pages of 1,000, a commit every ten pages, secondary indexes after the load.

#include <curl/curl.h>
#include <simdjson.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

struct Options {
    std::string url, key, token, workspace, database;
    bool fts = false;
    bool transferOnly = false;
    int page = 1000;
    long long after = 0;
    std::string epoch = "null";
    int insert = 0;
};

size_t collect(char* data, size_t size, size_t count, void* body)
{
    static_cast<std::string*>(body)->append(data, size * count);
    return size * count;
}

void fail(const char* what)
{
    std::fprintf(stderr, "floor: %s\n", what);
    std::exit(1);
}

void run(sqlite3* database, const char* sql)
{
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(sqlite3_errmsg(database));
}

double processorSeconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

//! Sends one page's request again and again over one connection.
class Server {
public:
    explicit Server(const Options& options)
        : m_curl(curl_easy_init())
    {
        m_headers = curl_slist_append(m_headers, ("apikey: " + options.key).c_str());
        m_headers = curl_slist_append(m_headers, ("Authorization: Bearer " + options.token).c_str());
        m_headers = curl_slist_append(m_headers, "Content-Type: application/json");
        const char* path = options.insert ? "/rest/v1/tasks" : "/rest/v1/rpc/sync_pull";
        curl_easy_setopt(m_curl, CURLOPT_URL, (options.url + path).c_str());
        curl_easy_setopt(m_curl, CURLOPT_HTTPHEADER, m_headers);
        curl_easy_setopt(m_curl, CURLOPT_WRITEFUNCTION, collect);
    }
    ~Server()
    {
        curl_slist_free_all(m_headers);
        curl_easy_cleanup(m_curl);
    }
    const std::string& post(const std::string& request)
    {
        m_body.clear();
        curl_easy_setopt(m_curl, CURLOPT_WRITEDATA, &m_body);
        curl_easy_setopt(m_curl, CURLOPT_POSTFIELDS, request.c_str());
        long status = 0;
        if (curl_easy_perform(m_curl) != CURLE_OK)
            fail("no answer");
        curl_easy_getinfo(m_curl, CURLINFO_RESPONSE_CODE, &status);
        if (status >= 300)
            fail(m_body.c_str());
        m_bytes += m_body.size();
        m_body.reserve(m_body.size() + simdjson::SIMDJSON_PADDING);
        return m_body;
    }
    [[nodiscard]] size_t bytes() const { return m_bytes; }

private:
    CURL* m_curl;
    curl_slist* m_headers = nullptr;
    std::string m_body;
    size_t m_bytes = 0;
};

void bindValue(sqlite3_stmt* insert, int at, simdjson::ondemand::value value)
{
    using Type = simdjson::ondemand::json_type;
    switch (value.type().value()) {
    case Type::null:
        sqlite3_bind_null(insert, at);
        break;
    case Type::number:
        sqlite3_bind_int64(insert, at, value.get_int64());
        break;
    case Type::string: {
        const std::string_view text = value.get_string();
        sqlite3_bind_text(insert, at, text.data(), int(text.size()), SQLITE_STATIC);
        break;
    }
    case Type::boolean:
        sqlite3_bind_int(insert, at, bool(value.get_bool()));
        break;
    case Type::array:
    case Type::object: {
        const std::string_view raw = simdjson::to_json_string(value);
        sqlite3_bind_text(insert, at, raw.data(), int(raw.size()), SQLITE_TRANSIENT);
        break;
    }
    }
}

//! Columns of the tasks table as the answer names them, all untyped; the uuid is the primary key.
std::string tableSql(simdjson::ondemand::array columns, int& count, std::string& insertSql)
{
    std::string create = "create table if not exists tasks(";
    insertSql = "insert or replace into tasks values(";
    count = 0;
    for (auto column : columns) {
        const std::string_view name = column.get_string();
        create += (count ? ", " : "") + std::string(name) + (name == "id" ? " text primary key" : "");
        insertSql += count ? ",?" : "?";
        ++count;
    }
    insertSql += ")";
    return create + ") without rowid";
}

//! So many new tasks as rows of PostgREST, 500 at a time.
void insertRows(Server& server, const Options& options)
{
    for (int done = 0; done < options.insert;) {
        std::string body = "[";
        for (int i = 0; i < 500 && done < options.insert; ++i, ++done) {
            body += (i ? ",{" : "{");
            body += R"("workspace_id":")" + options.workspace + R"(","title":"Inserted task )" + std::to_string(done)
                + R"(","description":"Written on the train, part )" + std::to_string(done) + R"("})";
        }
        server.post(body + "]");
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 6)
        fail("usage: floor URL KEY TOKEN WORKSPACE DATABASE [--fts] [--transfer-only] [--page ROWS] [--after SEQ --epoch EPOCH] [--insert ROWS]");
    Options options { argv[1], argv[2], argv[3], argv[4], argv[5] };
    for (int i = 6; i < argc; ++i) {
        options.fts |= !std::strcmp(argv[i], "--fts");
        options.transferOnly |= !std::strcmp(argv[i], "--transfer-only");
        if (i + 1 == argc)
            continue;
        if (!std::strcmp(argv[i], "--page"))
            options.page = std::atoi(argv[i + 1]);
        if (!std::strcmp(argv[i], "--after"))
            options.after = std::atoll(argv[i + 1]);
        if (!std::strcmp(argv[i], "--epoch"))
            options.epoch = '"' + std::string(argv[i + 1]) + '"';
        if (!std::strcmp(argv[i], "--insert"))
            options.insert = std::atoi(argv[i + 1]);
    }
    const auto begin = std::chrono::steady_clock::now();
    Server server(options);
    if (options.insert) {
        insertRows(server, options);
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
        std::printf("processor %.3f\nwall %.3f\n", processorSeconds(), wall.count());
        return 0;
    }
    sqlite3* database = nullptr;
    if (!options.after)
        std::remove(options.database.c_str());
    if (sqlite3_open(options.database.c_str(), &database) != SQLITE_OK)
        fail("cannot open the database");
    run(database, "pragma journal_mode = wal; pragma synchronous = normal;");

    simdjson::ondemand::parser parser;
    sqlite3_stmt* insert = nullptr;
    long long after = options.after;
    size_t rows = 0;
    int pages = 0;
    std::string epoch = options.epoch;
    run(database, "begin");
    for (bool more = true; more;) {
        const std::string request = R"({"request":{"workspaces":[{"id":")" + options.workspace + R"(","epoch":)" + epoch
            + R"(,"after":)" + std::to_string(after) + R"(}],"schema":1,"limit":)" + std::to_string(options.page) + "}}";
        const std::string& body = server.post(request);
        auto document = parser.iterate(body.data(), body.size(), body.capacity());
        simdjson::ondemand::object workspace;
        if (document["workspaces"][options.workspace].get_object().get(workspace))
            fail(body.substr(0, 300).c_str());
        for (auto field : workspace) {
            const std::string_view name = field.unescaped_key();
            if (name == "next")
                after = field.value().get_int64();
            else if (name == "has_more")
                more = bool(field.value().get_bool());
            else if (name == "epoch")
                epoch = "\"" + std::string(std::string_view(field.value().get_string())) + "\"";
            else if (name == "changes" && !options.transferOnly) {
                for (auto table : field.value().get_object()) {
                    if (std::string_view(table.unescaped_key()) != "tasks")
                        continue;
                    for (auto part : table.value().get_object()) {
                        const std::string_view partName = part.unescaped_key(); // may be asked once only
                        if (partName == "columns" && !insert) {
                            int count = 0;
                            std::string insertSql;
                            run(database, tableSql(part.value().get_array(), count, insertSql).c_str());
                            sqlite3_prepare_v2(database, insertSql.c_str(), -1, &insert, nullptr);
                        } else if (partName == "rows") {
                            for (auto row : part.value().get_array()) {
                                int at = 0;
                                for (auto cell : row.get_array())
                                    bindValue(insert, ++at, cell.value());
                                if (sqlite3_step(insert) != SQLITE_DONE)
                                    fail(sqlite3_errmsg(database));
                                sqlite3_reset(insert);
                                ++rows;
                            }
                        }
                    }
                }
            }
        }
        if (++pages % 10 == 0)
            run(database, "commit; begin");
    }
    run(database, "commit");
    sqlite3_finalize(insert);
    if (!options.transferOnly && !options.after && rows) {
        run(database, "create index by_project on tasks(project_id, position); create index by_due on tasks(due_date);"
                      "create index by_parent on tasks(parent_id, position); create index by_seq on tasks(seq);");
        if (options.fts)
            run(database, "create virtual table search using fts5(title, description, prefix='1 2 3');"
                          "insert into search(title, description) select title, description from tasks;");
    }
    sqlite3_close(database);
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    std::printf("next %lld\nepoch %s\n", after, epoch.c_str());
    std::printf("rows %zu\nbytes %zu\nrequests %d\nprocessor %.3f\nwall %.3f\n", rows, server.bytes(), pages, processorSeconds(),
        wall.count());
    return 0;
}
