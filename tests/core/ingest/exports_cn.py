"""Small files in the layouts of Chinese platforms and ERPs; every name, number and amount is invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.core.ingest.exports import Row, table, taobao_detail, taobao_list, workbook, write

ORDER = "3553498017448001117"
"""An order's number as Taobao writes it."""


def _sheet(path: Path, usual: Row, rows: Sequence[Row], name: str = "sheet1") -> Path:
    lines = [[{**usual, **row}.get(header) for header in usual] for row in rows]
    return workbook(path, {name: [list(usual), *lines]})


def _text(path: Path, usual: Row, rows: Sequence[Row], encoding: str) -> Path:
    return write(path, table([{**usual, **row} for row in rows], headers=list(usual)), encoding)


def qianniu_items(folder: Path, *lines: Row) -> Path:
    """Sub-orders of Qianniu, all of them paid, sent and received unless a line says otherwise."""
    usual = {
        "子订单编号": ORDER, "主订单编号": ORDER, "商品标题": "粗陶马克杯", "商品价格": 79, "购买数量": 1,
        "外部系统编号": "MUG", "商品属性": "颜色分类:靛蓝", "套餐信息": None, "联系方式备注": None,
        "订单状态": "交易成功", "商家编码": "MUG-BLU", "支付单号": "2026090122001100000000000001",
        "买家应付货款": 79, "买家实付金额": 79, "退款状态": "没有申请退款", "退款金额": "无退款申请",
        "订单创建时间": "2026-09-01 23:50:00", "订单付款时间": "2026-09-02 00:10:00", "淘鲜达渠道": "否",
        "商品ID": "680000000005", "分阶段信息": "null", "备注标签": None, "商家备注": None,
        "主订单买家留言": None, "发货时间": "2026-09-03 10:00:00", "物流单号": "YT1", "物流公司": "圆通速递",
        "是否主动赔付": "否", "主动赔付金额": 0, "主动赔付出账时间": None,
    }  # fmt: skip
    return _sheet(folder / "qianniu_sub_orders.xlsx", usual, lines)


def qianniu_orders(folder: Path, *orders: Row) -> Path:
    """Orders of Qianniu with postage 8 in what was paid."""
    usual = {
        "订单编号": ORDER, "支付单号": "1", "支付详情": "支付宝", "买家应付货款": 79, "买家应付邮费": 8,
        "总金额": 87, "买家实付金额": 87, "订单状态": "交易成功", "收货人姓名": "张**",
        "收货地址": "示例，86-13900000000，江苏省 扬州市 广陵区", "联系手机": "139****0000",
        "订单创建时间": "2026-09-01 23:50:00", "订单付款时间": "2026-09-02 00:10:00",
        "商品标题": "粗陶马克杯",
        "宝贝总数量": 1, "物流单号": "YT1", "物流公司": "圆通速递", "店铺名称": "示例旗舰店",
        "订单关闭原因": "订单未关闭", "退款金额": 0, "发货时间": "2026-09-03 10:00:00",
        "确认收货时间": "2026-09-07 11:00:00", "商家编码": "MUG-BLU", "确认收货打款金额": 87,
        "商家备注": None,
    }  # fmt: skip
    return _sheet(folder / "qianniu_orders.xlsx", usual, orders)


def jd_orders(folder: Path, *rows: Row) -> Path:
    """JD orders in GBK: the order's money on every row, masked phones."""
    usual = {
        "订单号": "290000000001", "商品ID": "100000000001", "商品名称": "粗陶马克杯", "订购数量": "1",
        "支付方式": "在线支付", "下单时间": "2026/9/1 23:50", "京东价": "79.00", "订单金额": "79.00",
        "结算金额": "79.00", "余额支付": "0.00", "应付金额": "79.00", "商家应收": "79.00",
        "订单状态": "完成",
        "订单类型": "SOP", "下单帐号": "jd_example", "客户姓名": "张**", "客户地址": "江苏省扬州市示例路",
        "联系电话": "1******6198", "订单备注": "", "发票类型": "电子发票", "商家备注": "",
        "商家备注等级（等级1-5为由高到低）": "", "运费金额": "0.00", "付款确认时间": "2026/9/2 0:10",
        "货号": "MUG-BLU", "订单完成时间": "2026/9/7 11:00", "订单来源": "京东商城", "仓库ID": "",
        "商家SKUID": "",
    }  # fmt: skip
    return _text(folder / "jd_orders_gbk.csv", usual, rows, "gb18030")


def jd_settlement(folder: Path, *rows: Row) -> Path:
    """JD's statement: a title in row 1, then a row per fee."""
    usual = {
        "订单编号": "290000000001", "父单号": None, "订单状态": "已完成",
        "订单下单时间": "2026-09-01 23:50:00",
        "订单完成时间": "2026-09-07 11:00:00", "售后服务单号": None, "售后退款时间": None,
        "商品编号": "100000000001", "商品名称": "粗陶马克杯", "商品数量": 1, "扣点类型": None,
        "佣金比例": None,
        "费用名称": "货款", "应结金额": 79, "币种": "人民币", "收支方向": "收入", "结算状态": "已结算",
        "预计结算时间": None, "账单生成时间": "2026-09-08 03:00:00", "到账时间": "2026-09-09 12:00:00",
        "商户订单号": "1", "资金动账备注": None,
    }  # fmt: skip
    lines = [[{**usual, **row}.get(header) for header in usual] for row in rows]
    return workbook(folder / "对账单.xlsx", {"结算明细": [["对账单结算明细"], list(usual), *lines]})


def pinduoduo(folder: Path, *orders: Row) -> Path:
    """Pinduoduo orders: one SKU each, numbers end with a tab."""
    usual = {
        "商品": "粗陶马克杯", "订单号": "260901-607198974345599\t", "订单状态": "已收货",
        "商品总价(元)": "158.00",
        "邮费(元)": "0.00", "店铺优惠折扣(元)": "0.00", "平台优惠折扣(元)": "0.00",
        "多多支付立减金额(元)": "0.00",
        "上门安装费(元)": "", "送货入户费(元)": "", "送货入户并安装费(元)": "", "用户实付金额(元)": "158.00",
        "商家实收金额(元)": "158.00", "商品数量(件)": "2", "快递单号": "773300000000001\t", "省": "广东省",
        "市": "****", "支付时间": "2026-09-01 11:07:44\t", "承诺发货时间": "2026-09-03 11:07:44",
        "发货时间": "2026-09-02 13:07:04", "确认收货时间": "2026-09-07 11:07:04", "商品id": "754299529451\t",
        "商品规格": "颜色:靛蓝", "样式ID": "1500000000008\t", "商品一级类目": "餐具",
        "商家编码-规格维度": "MUG-BLU", "商家编码-商品维度": "MUG", "商家备注": "",
        "售后状态": "无售后或售后取消", "订单成交时间": "2026-09-01 11:07:04",
    }  # fmt: skip
    return _text(folder / "pdd_orders_export.csv", usual, orders, "utf-8-sig")


def douyin(folder: Path, *lines: Row) -> Path:
    """Douyin sub-orders: texts begin with a tab, a hyphen is nothing, buyers are encrypted."""
    usual = {
        "主订单编号": "\t6917926768823643751", "子订单编号": "\t6917926768823643751",
        "选购商品": "\t粗陶马克杯",
        "商品规格": "\t颜色分类:靛蓝", "商品数量": "2", "商品ID": "\t3600000000000000001",
        "商家编码": "\tMUG-BLU", "商品单价": "79.00", "订单应付金额": "158.00", "运费": "0.00",
        "优惠总金额": "0.00", "平台优惠": "", "商家优惠": "", "达人优惠": "", "支付方式": "微信",
        "收件人": "##密文",
        "收件人手机号": "$$密文", "省": "广东省", "市": "深圳市", "订单提交时间": "2026-09-01 23:50:00",
        "旗帜颜色": "灰色", "商家备注": "-", "订单完成时间": "2026-09-07 11:07:04",
        "支付完成时间": "2026-09-02 00:10:00", "APP渠道": "抖音", "流量来源": "直播间", "订单状态": "已完成",
        "承诺发货时间": "2026-09-03 11:07:04", "售后状态": "-", "取消原因": "", "达人ID": "\t0",
        "发货时间": "2026-09-02 13:07:04", "平台实际承担优惠金额": "0.00", "商家实际承担优惠金额": "0.00",
        "达人实际承担优惠金额": "0.00",
    }  # fmt: skip
    return _text(folder / "1791213782_orders.csv", usual, lines, "utf-8-sig")


def youzan(folder: Path, *orders: Row) -> Path:
    """Youzan orders: the products joined in one cell, the buyer's phone in full."""
    usual = {
        "订单号": "E20260901235000000000001", "订单类型": "普通订单", "订单状态": "交易完成",
        "归属店铺": "示例小店", "订单创建时间": "2026-09-01 23:50:00", "买家付款时间": "2026-09-02 00:10:00",
        "交易完成时间": "2026-09-07 11:00:00", "全部商品名称": "粗陶马克杯(1件)", "商品种类数": "1",
        "订单商品总金额": "79.00", "店铺优惠合计": "0.00", "运费": "8.00", "应收订单金额": "87.00",
        "订单实付金额": "87.00", "订单退款状态": "", "订单已退款金额": "0.00", "买家昵称": "小示",
        "买家手机号": "13900000000", "收货人省份": "江苏省", "优惠券码名称": "", "分销员": "",
        "商家订单备注": "",
    }  # fmt: skip
    return _text(folder / "youzan_orders.csv", usual, orders, "utf-8-sig")


def youzan_items(folder: Path, *lines: Row) -> Path:
    """Youzan order lines: each with what was paid for it; the order's time stands in its number only."""
    usual = {
        "订单号": "E20260901235000000000001", "外部订单号": "", "订单商品状态": "交易完成",
        "交易成功时间": "2026-09-07 11:00:00", "商品名称": "粗陶马克杯", "商品类型": "普通类型商品",
        "商品类目": "餐具", "商品规格": "靛蓝", "规格编码": "MUG-BLU", "商品编码": "MUG",
        "商品单价": "79.00", "商品成本价": "", "商品优惠方式": "", "商品优惠后价格": "79.00", "商品数量": "1",
        "商品金额小计": "79.00", "店铺优惠（分摊）": "", "商品实际成交金额": "79.00", "商品抵用积分数": "0",
        "商品留言": "", "收货人/提货人": "示例", "收货人手机号/提货人手机号": "\t13900000000",
        "收货人省份": "江苏省", "收货人城市": "扬州市", "收货人地区": "广陵区", "详细收货地址/提货地址": "",
        "买家备注": "", "商品发货状态": "已发货", "商品发货方式": "快递", "商品发货物流公司": "",
        "商品发货物流单号": "", "发货员工": "", "商品发货时间": "2026-09-03 10:00:00", "商品退款状态": "",
        "商品已退款金额": "0", "商家订单备注": "", "周期购信息": "",
    }  # fmt: skip
    return _text(folder / "youzan_items.csv", usual, lines, "utf-8-sig")


def jushuitan_orders(folder: Path, *rows: Row) -> Path:
    """Jushuitan order lines: the internal order's money on every row."""
    usual = {
        "内部订单号": "1000001", "线上订单号": ORDER, "店铺编号": "1", "店铺名称": "示例旗舰店",
        "买家账号": "t**1", "下单时间": "2026-09-01 23:50:00", "付款日期": "2026-09-02 00:10:00",
        "发货日期": "2026-09-03 10:00:00", "应付金额": 79, "已付金额": 79, "抵扣金额": 0, "运费": 0,
        "状态": "已发货", "省份": "江苏省", "订单类型": "普通订单", "订单备注": None, "发货仓": "主仓",
        "标签": None, "线上子订单编号": ORDER, "原始线上订单号": ORDER, "商品编码": "MUG-BLU",
        "商品名称": "粗陶马克杯", "颜色及规格": "靛蓝", "数量": 1, "商品单价": 79, "商品金额": 79,
        "是否赠品": "否", "子订单状态": None, "成本价": 42.7, "退款状态": None, "实退数量": 0,
    }  # fmt: skip
    return _sheet(folder / "jushuitan_orders.xlsx", usual, rows, "订单")


def jushuitan_stock(folder: Path, *rows: Row) -> Path:
    """Jushuitan stock of one warehouse view."""
    usual = {
        "款式编码": "MUG", "商品编码": "MUG-BLU", "商品名称": "粗陶马克杯", "颜色及规格": "靛蓝",
        "主仓实际库存数": 30, "库存锁定数": 0, "订单占有数": 5, "仓库待发数": 2, "可用数": 25,
        "公有可用数": 25,
        "采购在途数": 40, "调拨在途数": 6, "进货仓库存": 0, "销退仓库存": 1, "次品库存": 0, "虚拟库存数": 0,
        "成本价": 42.7, "供应商": "Hillside",
    }  # fmt: skip
    return _sheet(folder / "jushuitan_inventory.xlsx", usual, rows, "商品库存")


def purchases_1688(folder: Path, *orders: tuple[Row, Sequence[tuple[str, int, float]]]) -> Path:
    """Purchases of 1688: (cells of the order, lines of (code, quantity, price)); order cells are merged."""
    usual: dict[str, Any] = {
        "订单编号": "2190000000000001117", "买家公司名": "示例贸易", "卖家公司名": "Hillside",
        "卖家会员名": "seller", "货品总价(元)": 0, "运费(元)": 30, "涨价或折扣(元)": 0, "实付款(元)": 0,
        "订单状态": "交易成功", "订单创建时间": "2026-09-01 23:50:00", "订单付款时间": "2026-09-02 00:10:00",
    }  # fmt: skip
    headers = [*usual, "货品标题", "单价(元)", "数量", "单位", "货号", "Offer ID", "单品货号", "物料编号"]
    path = folder / "1688_purchase_orders.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("sheet1")
        sheet.write_row(0, 0, headers)
        row = 1
        for order, lines in orders:
            for column, name in enumerate(usual):
                value = {**usual, **order}[name]
                if len(lines) > 1:
                    sheet.merge_range(row, column, row + len(lines) - 1, column, value)
                else:
                    sheet.write(row, column, value)
            for code, quantity, price in lines:
                sheet.write_row(row, len(usual), [f"货品 {code}", price, quantity, "件", code, "6100", "F"])
                row += 1
    return path


def members_cn(folder: Path, *members: Row) -> Path:
    """A member list in GB18030."""
    usual = {
        "会员编号": "M100001", "会员名": "张**", "手机号": "138****8000", "性别": "男", "生日": "1990-01-10",
        "会员等级": "金卡会员", "积分": "1,011", "余额": "30.00", "累计消费金额": "11,107.46",
        "注册时间": "2020-01-01 10:00:00", "省份": "广东省", "会员来源": "小程序", "是否接收短信": "是",
        "邮箱": "m@example.com",
    }  # fmt: skip
    return _text(folder / "members.csv", usual, members, "gb18030")


BUILDERS: Mapping[str, Callable[[Path], Path]] = {
    "taobao_order_list": lambda folder: taobao_list(folder, {"订单编号": ORDER}),
    "taobao_order_detail": lambda folder: taobao_detail(folder, (ORDER, "A", "杯子", 1, "79.00")),
    "qianniu_items": lambda folder: qianniu_items(folder, {}),
    "qianniu_orders": lambda folder: qianniu_orders(folder, {}),
    "jd_orders": lambda folder: jd_orders(folder, {}),
    "jd_settlement": lambda folder: jd_settlement(folder, {}),
    "pdd_orders": lambda folder: pinduoduo(folder, {}),
    "douyin_orders": lambda folder: douyin(folder, {}),
    "youzan_orders": lambda folder: youzan(folder, {}),
    "youzan_items": lambda folder: youzan_items(folder, {}),
    "jst_orders": lambda folder: jushuitan_orders(folder, {}),
    "jst_inventory": lambda folder: jushuitan_stock(folder, {}),
    "a1688_purchase": lambda folder: purchases_1688(folder, ({}, [("MUG-BLU", 10, 42.7)])),
    "cn_members": lambda folder: members_cn(folder, {}),
}
"""Per report, a small file in its layout."""
