package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ToolPolicyStore;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people say about tools, in the tables {@code user_tool_policy} and {@code tool_policy}. */
final class JdbcToolPolicies implements ToolPolicyStore {

    private final Database database;

    JdbcToolPolicies(Database database) {
        this.database = database;
    }

    private record Said(String tool, ToolPolicy policy) {

        static Said read(Row row) throws SQLException {
            return new Said(row.text("tool"), ToolPolicy.ofWire(row.text("policy")));
        }
    }

    @Override
    public Map<String, ToolPolicy> policies(UserId owner, @Nullable ConversationId id) {
        return database.read(sql -> {
            Map<String, ToolPolicy> policies = new HashMap<>();
            sql.list("select tool, policy from user_tool_policy where owner = ?", Said::read, owner)
                    .forEach(said -> policies.put(said.tool(), said.policy()));
            if (id != null) {
                sql.list(
                                "select tool, policy from tool_policy where owner = ? and conversation_id = ?",
                                Said::read,
                                owner,
                                id)
                        .forEach(said -> policies.put(said.tool(), said.policy()));
            }
            return policies;
        });
    }

    @Override
    public boolean set(UserId owner, @Nullable ConversationId id, String tool, @Nullable ToolPolicy policy) {
        return database.write(sql -> {
            if (id != null && !sql.exists("select 1 from conversation where owner = ? and id = ?", owner, id)) {
                return false;
            }
            if (id == null) {
                setForAll(sql, owner, tool, policy);
            } else {
                setFor(sql, owner, id, tool, policy);
            }
            return true;
        });
    }

    private static void setForAll(Sql sql, UserId owner, String tool, @Nullable ToolPolicy policy) throws SQLException {
        if (policy == null) {
            sql.update("delete from user_tool_policy where owner = ? and tool = ?", owner, tool);
        } else {
            sql.update("""
                    insert into user_tool_policy (owner, tool, policy) values (?, ?, ?)
                    on conflict (owner, tool) do update set policy = excluded.policy
                    """, owner, tool, policy.wire());
        }
    }

    private static void setFor(Sql sql, UserId owner, ConversationId id, String tool, @Nullable ToolPolicy policy)
            throws SQLException {
        if (policy == null) {
            sql.update("delete from tool_policy where owner = ? and conversation_id = ? and tool = ?", owner, id, tool);
        } else {
            sql.update("""
                    insert into tool_policy (owner, conversation_id, tool, policy) values (?, ?, ?, ?)
                    on conflict (owner, conversation_id, tool) do update set policy = excluded.policy
                    """, owner, id, tool, policy.wire());
        }
    }
}
